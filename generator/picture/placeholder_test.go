package picture

import (
	"bytes"
	"context"
	"image/color"
	"sync"
	"sync/atomic"
	"testing"

	"qizhi/generator/picture/phototest"
)

func colourOf(t *testing.T, data []byte) string {
	t.Helper()
	class, err := Average("a", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Placeholders() {
		if p.Class == class {
			return p.Colour
		}
	}
	return class
}

func TestPlaceholders(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Placeholders() {
		if seen[p.Class] || len(p.Colour) != 7 {
			t.Errorf("%+v", p)
		}
		seen[p.Class] = true
	}
	if len(seen) != 36 {
		t.Errorf("%d classes", len(seen))
	}
}

func TestAverage(t *testing.T) {
	grey := func(v uint8) []byte { return phototest.JPEG(plain(color.Gray{v}, 50, 30), 90) }
	for _, c := range []struct {
		data []byte
		want string
	}{
		{grey(255), "#cccccc"},
		{grey(140), "#949494"},
		{grey(0), "#343434"},
		{phototest.PNG(plain(color.RGBA{120, 150, 190, 255}, 9, 9)), "#7e9ab0"},
		{phototest.PNG(plain(color.RGBA{190, 150, 110, 255}, 9, 9)), "#aa8e78"},
		{phototest.PNG(plain(color.NRGBA{190, 150, 110, 100}, 9, 9)), ""},
		{animation(t), ""},
		{stored(t, "jpeg/testdata/ycck.jpg"), colourOf(t, stored(t, "jpeg/testdata/ycck.jpg"))},
		{[]byte("<svg/>"), ""},
	} {
		if got := colourOf(t, c.data); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A phone's thumbnail spares decoding the photo; here it differs, to be told apart.
func TestTheThumbnailIsEnough(t *testing.T) {
	thumbnail := phototest.JPEG(plain(color.White, 80, 60), 80)
	exif := phototest.Exif{Orientation: 3, Thumbnail: thumbnail}.Bytes()
	if got := colourOf(t, phototest.JPEG(plain(color.Black, 80, 60), 80, phototest.ExifSegment(exif))); got != "#cccccc" {
		t.Error(got)
	}
	exif = phototest.Exif{Orientation: 3, Thumbnail: thumbnail[:200]}.Bytes()
	if got := colourOf(t, phototest.JPEG(plain(color.Black, 80, 60), 80, phototest.ExifSegment(exif))); got != "#343434" {
		t.Errorf("a damaged thumbnail: %s", got)
	}
}

func TestLimiter(t *testing.T) {
	info := Info{Format: JPEG, Width: 4000, Height: 3000, Samples: 1.5, Photo: true}
	plan := Plan(info, Settings{})
	limiter := NewLimiter(3, 2*info.Memory(plan))
	var now, most atomic.Int64
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			release, err := limiter.Acquire(context.Background(), info, plan)
			if err != nil {
				t.Error(err)
				return
			}
			n := now.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			now.Add(-1)
			release()
		})
	}
	wg.Wait()
	if most.Load() > 2 {
		t.Errorf("%d at once", most.Load())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	held, _ := limiter.Acquire(context.Background(), info, plan)
	also, _ := limiter.Acquire(context.Background(), info, plan)
	if _, err := limiter.Acquire(ctx, info, plan); err == nil {
		t.Error("a place was given that is not there")
	}
	held()
	also()
}

// The photos of a phone, at the sizes that it takes them.
func BenchmarkMake(b *testing.B) {
	data := phototest.JPEG(phototest.Noise(4032, 3024), 90)
	plan := Plan(mustLook(b, "a.jpg", data), Settings{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Make("a.jpg", data, plan); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkInspect(b *testing.B) {
	data := phone(6)
	for b.Loop() {
		if _, err := look("a.jpg", data); err != nil {
			b.Fatal(err)
		}
	}
}
