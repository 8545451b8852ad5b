package picture

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"qizhi/generator/picture/phototest"
)

// TestAgainstImageMagick holds our time against ImageMagick's for the same photos, sizes and two
// processors, in one run. It takes half a minute and runs when QIZHI_IMAGEMAGICK names the program
// (/usr/bin/convert).
func TestAgainstImageMagick(t *testing.T) {
	program := os.Getenv("QIZHI_IMAGEMAGICK")
	if program == "" {
		t.Skip("QIZHI_IMAGEMAGICK is not set")
	}
	folder := t.TempDir()
	photo := phototest.JPEG(phototest.Noise(4032, 3024), 90, phototest.ExifSegment(phototest.Exif{Orientation: 3}.Bytes()))
	const photos = 8
	for i := range photos {
		if err := os.WriteFile(filepath.Join(folder, strconv.Itoa(i)+".jpg"), photo, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	theirs := twoAtOnce(photos, func(i int) {
		name := filepath.Join(folder, strconv.Itoa(i))
		cmd := exec.Command(program, name+".jpg", "-auto-orient", "-strip", "-quality", "82", "-resize", "1600", "-write", name+"-1600.jpg",
			"-resize", "800", "-write", name+"-800.jpg", "-resize", "400", name+"-400.jpg")
		cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	ours := twoAtOnce(photos, func(i int) {
		data, err := os.ReadFile(filepath.Join(folder, strconv.Itoa(i)+".jpg"))
		if err != nil {
			t.Error(err)
			return
		}
		info, err := Inspect("a.jpg", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Error(err)
			return
		}
		if _, err := Make("a.jpg", data, Plan(info, Settings{})); err != nil {
			t.Error(err)
		}
	})
	t.Logf("ImageMagick %v, ours %v: %.2f of its time", theirs, ours, ours.Seconds()/theirs.Seconds())
	if ours > theirs {
		t.Error("slower than ImageMagick")
	}
}

// twoAtOnce does n pieces of work by two workers and measures the time.
func twoAtOnce(n int, work func(i int)) time.Duration {
	pieces := make(chan int)
	var wg sync.WaitGroup
	start := time.Now()
	for range 2 {
		wg.Go(func() {
			for i := range pieces {
				work(i)
			}
		})
	}
	for i := range n {
		pieces <- i
	}
	close(pieces)
	wg.Wait()
	return time.Since(start)
}
