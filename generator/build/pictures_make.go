package build

import (
	"context"
	"sync"

	"qizhi/generator/digest"
	"qizhi/generator/picture"
	"qizhi/generator/plan"
	"qizhi/generator/site"
)

// Rendition implements plan.Pictures.
func (p *pictures) Rendition(f *site.File, all []picture.Rendition, i int) ([]byte, error) {
	name := renditionName(f, all[i])
	if data := p.shelf.take(name); data != nil {
		return data, nil
	}
	lock := p.lock(f.Digest)
	lock.Lock()
	defer lock.Unlock()
	if data := p.shelf.take(name); data != nil { // made while this one waited
		return data, nil
	}
	missing := []picture.Rendition{all[i]}
	for j, r := range all {
		if j != i && !p.shelf.has(renditionName(f, r)) {
			missing = append(missing, r)
		}
	}
	made, err := p.make(f, missing)
	if err != nil {
		return nil, err
	}
	for j, r := range missing {
		p.shelf.put(renditionName(f, r), made[j], j == 0)
	}
	return made[0], nil
}

func renditionName(f *site.File, r picture.Rendition) string {
	return plan.RenditionDigest(f.Digest, r).String()
}

// lock is what keeps one picture from being decoded twice at once.
func (p *pictures) lock(digest string) *sync.Mutex {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.making[digest] == nil {
		p.making[digest] = &sync.Mutex{}
	}
	return p.making[digest]
}

// make decodes a picture once, when there is a place and memory for it.
func (p *pictures) make(f *site.File, wanted []picture.Rendition) ([][]byte, error) {
	s, err := p.source(f)
	if err != nil {
		return nil, err
	}
	info, err := p.Look(f)
	if err != nil {
		return nil, err
	}
	release, err := p.limiter.Acquire(context.Background(), info, wanted)
	if err != nil {
		return nil, err
	}
	defer release()
	data, err := s.Read()
	if err != nil {
		return nil, err
	}
	if digest.Bytes(data).String() != f.Digest {
		return nil, changedMeanwhile(f)
	}
	made, err := picture.Make(f.Path, data, wanted)
	if err != nil {
		p.blame(p.entry(f), err)
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made++
	return made, nil
}
