package build

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"sync"

	"qizhi/generator/cache"
	"qizhi/generator/parallel"
	"qizhi/generator/picture"
	"qizhi/generator/plan"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// pictures knows what earlier looks found of every picture, and keeps the renditions that were made
// of it, so that no picture is read twice nor a rendition made twice. It lives as long as its
// workspace and is safe from many goroutines. It implements plan.Pictures.
type pictures struct {
	cache   *cache.Cache // nil: nothing is kept on the disk
	shelf   *renditions
	limiter *picture.Limiter

	mu      sync.Mutex
	sources map[string]snapshot.Source // of the last Load, by path
	digests map[string]string
	known   map[pictureKey]*pictureEntry
	making  map[string]*sync.Mutex // by digest
	changed bool                   // the index on the disk is out of date
	looked  int                    // headers read
	made    int                    // pictures decoded for renditions
	blamed  int                    // pictures that turned out to be damaged
}

type pictureKey struct{ path, digest string }

// knownPicture is what is remembered of a picture.
type knownPicture struct {
	Path, Digest string
	Info         picture.Info
	Problem      *picture.Problem // why it cannot be shown; nil when it can
	Class        string           // of its placeholder
	Classed      bool             // Class is known
}

type pictureEntry struct {
	knownPicture
	class sync.Once
}

// pictureMemory is how much memory decoding may take in all, in bytes, but for a single picture that
// needs more.
const pictureMemory = 512 << 20

// pictureIndex is the name under which what is known of pictures is kept.
const pictureIndex = "picture-index"

func newPictures(c *cache.Cache) *pictures {
	p := &pictures{cache: c, shelf: newRenditions(c), limiter: picture.NewLimiter(runtime.GOMAXPROCS(0), pictureMemory),
		known: map[pictureKey]*pictureEntry{}, making: map[string]*sync.Mutex{}}
	if c == nil {
		return p
	}
	var list []knownPicture
	if cache.ReadFile(c, pictureIndex, &list) == nil {
		for _, k := range list {
			p.known[pictureKey{k.Path, k.Digest}] = &pictureEntry{knownPicture: k}
		}
	}
	return p
}

// use says which files there are.
func (p *pictures) use(sources []snapshot.Source, files []*site.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sources, p.digests = make(map[string]snapshot.Source, len(sources)), make(map[string]string, len(files))
	for _, s := range sources {
		p.sources[s.Path] = s
	}
	for _, f := range files {
		p.digests[f.Path] = f.Digest
	}
}

// source is where a file lies; an error when it is not the one that is meant.
func (p *pictures) source(f *site.File) (snapshot.Source, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.sources[f.Path]
	if !ok || p.digests[f.Path] != f.Digest {
		return s, changedMeanwhile(f)
	}
	return s, nil
}

func changedMeanwhile(f *site.File) error {
	return fmt.Errorf("content/%s 在生成过程中被改动了，请再生成一次", f.Path)
}

func (p *pictures) entry(f *site.File) *pictureEntry {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[pictureKey{f.Path, f.Digest}]
}

// remembered is what is known of a file already.
func (p *pictures) remembered(f *site.File) (k knownPicture, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.known[pictureKey{f.Path, f.Digest}]; e != nil {
		return e.knownPicture, true
	}
	return k, false
}

// Look implements plan.Pictures.
func (p *pictures) Look(f *site.File) (picture.Info, error) {
	if k, ok := p.remembered(f); ok {
		if k.Problem != nil {
			return k.Info, k.Problem
		}
		return k.Info, nil
	}
	s, err := p.source(f)
	if err != nil {
		return picture.Info{}, err
	}
	file, err := s.Open()
	if err != nil {
		return picture.Info{}, err
	}
	defer file.Close()
	info, err := picture.Inspect(f.Path, file, s.Size)
	problem := picture.AsProblem(err)
	if err != nil && (problem == nil || problem.Rule == unreadableRule) {
		return info, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[pictureKey{f.Path, f.Digest}] = &pictureEntry{knownPicture: knownPicture{Path: f.Path, Digest: f.Digest, Info: info, Problem: problem}}
	p.looked++
	p.changed = true
	return info, err
}

// unreadableRule is the rule of what lies at the disk and not at the picture.
const unreadableRule = "picture/unreadable"

// blame remembers that a picture turned out to be damaged when it was decoded.
func (p *pictures) blame(e *pictureEntry, err error) {
	if problem := picture.AsProblem(err); problem != nil && problem.Rule != unreadableRule {
		p.mu.Lock()
		defer p.mu.Unlock()
		e.Problem, p.changed = problem, true
		p.blamed++
	}
}

// blaming is how many pictures have turned out to be damaged so far, which a plan made before does not know.
func (p *pictures) blaming() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.blamed
}

// Class implements plan.Pictures.
func (p *pictures) Class(f *site.File) string {
	e := p.entry(f)
	if e == nil {
		return ""
	}
	e.class.Do(func() {
		if e.Classed {
			return
		}
		class, err := p.average(f, e.Info)
		if err != nil {
			p.blame(e, err)
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		e.Class, e.Classed, p.changed = class, true, true
	})
	return e.Class
}

// classes finds the placeholders of pictures by as many processors as there are: the page that shows
// hundreds would find them one after the other.
func (p *pictures) classes(shown []plan.Shown) {
	parallel.Do(len(shown), func(i int) { p.Class(shown[i].File) })
}

// average finds the placeholder of a picture. A photo that is no JPEG (a scan in PNG) can only be decoded whole: its
// renditions are made with the same effort and kept, and the smallest of them tells.
func (p *pictures) average(f *site.File, info picture.Info) (string, error) {
	if info.Photo && info.Format != picture.JPEG {
		data, err := p.Rendition(f, picture.Plan(info, picture.Settings{}), 0)
		if err != nil {
			return "", err
		}
		return picture.Average(f.Path, bytes.NewReader(data), int64(len(data)))
	}
	s, err := p.source(f)
	if err != nil {
		return "", err
	}
	release, err := p.limiter.Acquire(context.Background(), info, picture.Plan(info, picture.Settings{}))
	if err != nil {
		return "", err
	}
	defer release()
	file, err := s.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	return picture.Average(f.Path, file, s.Size)
}

// save keeps what is known of the pictures that are there.
func (p *pictures) save() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cache == nil || !p.changed || p.sources == nil {
		return nil
	}
	var list []knownPicture
	for path, digest := range p.digests {
		if e := p.known[pictureKey{path, digest}]; e != nil {
			list = append(list, e.knownPicture)
		}
	}
	err := cache.WriteFile(p.cache, pictureIndex, &list)
	p.changed = err != nil
	return err
}
