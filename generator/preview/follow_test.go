package preview

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"qizhi/generator/build"
)

// whole is what a clean build of the site as it lies there would publish; nil when it has errors.
func whole(t *testing.T, dir string) map[string]string {
	project := build.Load(build.Options{Source: dir, Now: today, Drafts: true})
	if project.Diagnostics.HasErrors() {
		return nil
	}
	out := map[string]string{}
	targets, err := project.Plan.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range targets {
		data, err := build.Render(target)
		if err != nil {
			t.Fatal(err)
		}
		out[target.Path] = string(data)
	}
	return out
}

// differs names a file that the preview serves otherwise, "" when there is none.
func (l *live) differs(want map[string]string) string {
	for name, data := range want {
		status, got := l.get("/" + name)
		if at := added.FindStringIndex(got); at != nil {
			got = got[:at[0]] + "</body></html>"
		}
		if status != 200 || got != data {
			return name
		}
	}
	return ""
}

// After any edits whatsoever the preview serves what a clean build publishes, byte for byte: one
// by one and in bursts, files and whole folders, saved in place and by renaming.
func TestFollowsAnyEdit(t *testing.T) {
	for seed := range uint64(1) {
		dir := smallSite(t)
		l := preview(t, dir, nil)
		g := &gardener{live: l, r: rand.New(rand.NewPCG(seed, 3))}
		for i := range steps() {
			var did []string
			for range 1 + g.r.IntN(4) {
				did = append(did, g.edit())
				time.Sleep(time.Duration(g.r.IntN(3)) * 5 * time.Millisecond)
			}
			want := whole(t, dir)
			if want == nil {
				continue // the last good pages stay; the next edits may mend it
			}
			wrong := ""
			for start := time.Now(); time.Since(start) < soon; time.Sleep(5 * time.Millisecond) {
				if wrong = l.differs(want); wrong == "" {
					break
				}
			}
			if wrong != "" {
				t.Fatalf("seed %d, edit %d: %s differs after %s\n%s", seed, i, wrong, strings.Join(did, "; "), l.log)
			}
		}
		l.end()
	}
}

// steps is how many times edits are made and compared; .ci/run asks for more.
func steps() int {
	if n, err := strconv.Atoi(os.Getenv("QIZHI_EDITS")); err == nil {
		return n / 20
	}
	return 20
}

// gardener edits a site at random.
type gardener struct {
	*live
	r *rand.Rand
}

func (g *gardener) file(name string) string { return filepath.Join(g.dir, filepath.FromSlash(name)) }

func (g *gardener) text() string {
	return page(fmt.Sprintf("标题%d", g.r.IntN(1e6)), fmt.Sprintf("第%d稿。见[乙](../about.md)。", g.r.IntN(1e6)))
}

// edit does something and says what.
func (g *gardener) edit() string {
	folder := "content/" + []string{"news", "cases", "news/old", "deep/er"}[g.r.IntN(4)]
	name := fmt.Sprintf("%s/p%d.md", folder, g.r.IntN(4))
	switch g.r.IntN(10) {
	case 0:
		os.Remove(g.file(name))
		return "remove " + name
	case 1:
		to := fmt.Sprintf("%s/p%d.md", "content/news", g.r.IntN(4))
		os.Rename(g.file(name), g.file(to))
		return "rename " + name + " to " + to
	case 2:
		os.RemoveAll(g.file("aside"))
		os.Rename(g.file(folder), g.file("aside"))
		return "move away " + folder
	case 3:
		os.Rename(g.file("aside"), g.file(folder))
		return "move back to " + folder
	case 4:
		for i := range 40 {
			g.write(fmt.Sprintf("%s/burst%d.md", folder, i), g.text())
		}
		return "burst in " + folder
	case 5:
		os.RemoveAll(g.file(folder))
		return "remove all of " + folder
	case 6:
		g.write(name+".new", g.text())
		os.Rename(g.file(name+".new"), g.file(name))
		return "save by renaming " + name
	case 7:
		g.write("themes/hongyan/assets/css/99-own.css", fmt.Sprintf(".own-%d{color:inherit}\n", g.r.IntN(1e6)))
		return "style sheet"
	case 8:
		data, err := os.ReadFile(g.file(name))
		info, failed := os.Stat(g.file(name))
		if err != nil || failed != nil {
			return "nothing"
		}
		data[len(data)-5] ^= 1 // in the last text, of the same length, at the same time
		os.WriteFile(g.file(name), data, 0o644)
		os.Chtimes(g.file(name), info.ModTime(), info.ModTime())
		return "clock set back " + name
	}
	g.write(name, g.text())
	return "write " + name
}

// A site's folder that is renamed under the preview is missed, with the last good pages staying, and seen
// again when it comes back.
func TestSiteFolderRenamed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows tells nothing of a folder that is renamed itself")
	}
	l := preview(t, smallSite(t), nil)
	l.see("/news/a.html", "甲文")
	if err := os.Rename(l.dir, l.dir+"-改名"); err != nil {
		t.Fatal(err)
	}
	l.see("/_qizhi/page?path=/news/a.html", "打不开文件夹")
	l.see("/news/a.html", "甲文")
	if err := os.Rename(l.dir+"-改名", l.dir); err != nil {
		t.Fatal(err)
	}
	l.see("/_qizhi/page?path=/news/a.html", `"errors":0`)
	l.write("content/news/a.md", page("甲", "回来以后改的。"))
	l.see("/news/a.html", "回来以后改的")
}

// A folder that is deleted file by file is gone as a whole: the last good pages are those from before.
func TestSlowlyDeleted(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	l.see("/news/a.html", "甲文")
	for _, name := range []string{"content/news/a.md", "content/news", "content"} {
		if err := os.RemoveAll(l.dir + "/" + name); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	l.see("/_qizhi/page?path=/news/a.html", "打不开文件夹")
	l.see("/news/a.html", "甲文")
}
