package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/picture"
	"qizhi/generator/site"
)

// Pictures looks at the pictures of a site and makes their renditions. It is safe from many
// goroutines, and answers the same as long as a file's path and digest are the same.
type Pictures interface {
	// Look says what a file is, by its header. The error is a *picture.Problem where the file is at
	// fault.
	Look(f *site.File) (picture.Info, error)
	// Class is the placeholder class of a picture; "" for one that has none or cannot be decoded.
	Class(f *site.File) string
	// Rendition returns the bytes of the ith of a picture's renditions. Those of the others that are
	// not known yet are made with it.
	Rendition(f *site.File, all []picture.Rendition, i int) ([]byte, error)
}

// Fault is what is found wrong with a source only when a target is rendered: damage in the middle of
// a photo, a mistake in a site's own layout. A build that meets one publishes nothing, as for any error in
// the content.
type Fault struct {
	diag.Diagnostic
	// Page is the target that showed a mistake in a layout, which others may show too.
	Page string
}

// Error is the diagnostic in one line.
func (f *Fault) Error() string { return f.String() }

// pictureFolder is where renditions are published. Nothing else can be: assets/ is reserved, and the
// theme's own files have a fingerprint of other bytes.
const pictureFolder = "assets/pictures/"

// RenditionVersion changes when the same picture and plan give other bytes, and so new addresses. A test
// of the build says when.
const RenditionVersion = "3"

// album is every picture and attachment that published pages use. It is filled by files and only
// read by the Works.
type album struct {
	photos    map[*site.File]*photo
	problems  map[*site.File]*picture.Problem // why a file is no picture that can be shown
	galleries map[galleryKey]*gallery
	originals map[*site.File]bool // pictures published as they are, at their own address
	offered   map[*site.File]bool // other files to download
	refused   map[*site.File]bool // files that must not be downloaded, which has been reported
}

func newAlbum() album {
	return album{photos: map[*site.File]*photo{}, problems: map[*site.File]*picture.Problem{},
		galleries: map[galleryKey]*gallery{}, originals: map[*site.File]bool{}, offered: map[*site.File]bool{}, refused: map[*site.File]bool{}}
}

// photo is a picture with the renditions of it that pages use.
type photo struct {
	*site.File
	info  picture.Info
	place content.Place // of its first use
	sets  map[picture.Crop]set

	renditions []picture.Rendition // of every set
	addresses  []string
}

// set is the renditions of one crop of a photo: renditions[from:to], the smallest first.
type set struct{ from, to int }

// show makes sure that a crop of a picture is published. It returns nil for a file that cannot be
// shown, which is reported at the place that names it.
func (p *planner) show(doc *content.Document, f *site.File, crop picture.Crop, at content.Place) *photo {
	ph := p.look(doc, f, at)
	if ph == nil {
		p.report(doc, p.album.problems[f], at)
		return nil
	}
	ph.add(crop)
	return ph
}

// look is the picture that a file is, nil for one that is none; why is in the album.
func (p *planner) look(doc *content.Document, f *site.File, at content.Place) *photo {
	a := &p.album
	if a.photos[f] != nil || a.problems[f] != nil {
		return a.photos[f]
	}
	info, err := p.Pictures.Look(f)
	if err != nil {
		a.problems[f] = asProblem(err)
		p.unsure = p.unsure || a.problems[f].Rule == unreadableRule
		return nil
	}
	for i := range info.Warnings {
		p.report(doc, &info.Warnings[i], at)
	}
	a.photos[f] = &photo{File: f, info: info, place: at, sets: map[picture.Crop]set{}}
	return a.photos[f]
}

// unreadableRule is the rule of what lies at the disk and not at the picture.
const unreadableRule = "picture/unreadable"

// asProblem is an error as something that staff can mend.
func asProblem(err error) *picture.Problem {
	if problem := picture.AsProblem(err); problem != nil {
		return problem
	}
	return &picture.Problem{Severity: diag.Error, Rule: unreadableRule, Message: err.Error(), Hint: "请再生成一次"}
}

// report records what is wrong with a picture at the place that names it, unless its writer has
// silenced it.
func (p *planner) report(doc *content.Document, problem *picture.Problem, at content.Place) {
	if problem.Severity == diag.Warning && doc.Silences(problem.Rule, at.Line) {
		return
	}
	p.problems = append(p.problems, at.Report(problem.Severity, problem.Rule, problem.Message, doc.Advice(problem.Hint)))
}

// add plans the renditions of a crop. An animation or an SVG has only the one of the whole.
func (ph *photo) add(crop picture.Crop) {
	crop = ph.crop(crop)
	if _, planned := ph.sets[crop]; planned {
		return
	}
	plan := picture.Plan(ph.info, picture.Settings{Crop: crop})
	from := len(ph.renditions)
	ph.sets[crop] = set{from, from + len(plan)}
	print := ph.fingerprint(plan)
	for _, r := range plan {
		ph.renditions = append(ph.renditions, r)
		ph.addresses = append(ph.addresses, pictureFolder+ph.Slug+"-"+print+r.Name())
	}
}

// crop is a crop as far as the picture allows it.
func (ph *photo) crop(crop picture.Crop) picture.Crop {
	if ph.info.Animated || ph.info.Format == picture.SVG {
		return picture.Crop{}
	}
	return crop
}

// fingerprint names the photo's bytes and what is made of them.
func (ph *photo) fingerprint(plan []picture.Rendition) string {
	h := sha256.New()
	h.Write([]byte(RenditionVersion + "\n" + ph.Digest + "\n"))
	for _, r := range plan {
		h.Write([]byte(r.Key() + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:5])
}

// RenditionDigest names the bytes of a rendition by all that they are made from.
func RenditionDigest(source string, r picture.Rendition) digest.Digest {
	return digest.Of("picture", RenditionVersion, source, r.Key())
}

// pictureTargets adds a target for every rendition. Photos that are one file twice share theirs. All
// but the first of a photo are late: the first makes them all.
func (p *planner) pictureTargets() {
	added, made := map[string]bool{}, map[string]bool{}
	for _, f := range p.Site.Files {
		ph := p.album.photos[f]
		if ph == nil {
			continue
		}
		for i, address := range ph.addresses {
			if !added[address] {
				added[address] = true
				p.add(ph.target(p, i, made[f.Digest]))
				made[f.Digest] = true
			}
		}
	}
}

func (ph *photo) target(p *planner, i int, late bool) Target {
	return Target{Path: ph.addresses[i], Class: Asset, Source: "content/" + ph.Path, Verbatim: true, Origin: ph.Digest, Late: late, Work: func() (Work, error) {
		return Work{Digest: RenditionDigest(ph.Digest, ph.renditions[i]), Render: func(w *bytes.Buffer) error {
			data, err := p.Pictures.Rendition(ph.File, ph.renditions, i)
			if err != nil {
				return ph.fault(err)
			}
			w.Write(data)
			return nil
		}}, nil
	}}
}

// fault is an error as one at the place that first names the photo.
func (ph *photo) fault(err error) error {
	problem := asProblem(err)
	return &Fault{Diagnostic: ph.place.Report(problem.Severity, problem.Rule, problem.Message, problem.Hint)}
}

// original is a picture as it is stored, but for its metadata.
func (p *planner) original(f *site.File) Target {
	return Target{Path: f.Address, Class: Asset, Source: "content/" + f.Path, Verbatim: true, Work: func() (Work, error) {
		return Work{Digest: digest.Of("original", RenditionVersion, f.Path, f.Digest), Render: func(w *bytes.Buffer) error {
			data, err := p.bytes(f)
			if err == nil {
				data, err = picture.Strip(f.Path, data)
			}
			if err != nil {
				return p.album.photos[f].fault(err)
			}
			w.Write(data)
			return nil
		}}, nil
	}}
}

// bytes reads a file and makes sure that it is still the one the site was planned with.
func (p *planner) bytes(f *site.File) ([]byte, error) {
	data, err := p.File(f.Path)
	if err != nil {
		return nil, err
	}
	if digest.Bytes(data).String() != f.Digest {
		return nil, fmt.Errorf("content/%s 在生成过程中被改动了，请再生成一次", f.Path)
	}
	return data, nil
}
