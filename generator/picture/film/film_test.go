package film

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// box is a box of a film; wide, its size takes eight bytes.
func box(kind string, wide bool, parts ...string) string {
	body := strings.Join(parts, "")
	if wide {
		return "\x00\x00\x00\x01" + kind + string(binary.BigEndian.AppendUint64(nil, uint64(len(body)+16))) + body
	}
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + kind + body
}

// taken is the head of a film or track, taken at a time.
func taken(kind string, version byte) string {
	times := "TIMETIME"
	if version == 1 {
		times += times
	}
	return box(kind, false, string([]byte{version, 0, 0, 0}), times, "\x00\x00\x00\x01\x00\x00\x02\x58")
}

// phone is what an iPhone or an Android phone writes around its frames.
func phone(wide bool) []byte {
	return []byte(box("ftyp", false, "qt  \x00\x00\x00\x00") +
		box("moov", wide, taken("mvhd", 0),
			box("trak", false, taken("tkhd", 1), box("mdia", false, taken("mdhd", 0), box("minf", false, "FRAMES AT 1234")),
				box("udta", false, box("name", false, "音轨"), box("\xA9nam", false, "SECRET")), box("meta", false, "SECRET")),
			box("meta", false, box("keys", false, "com.apple.quicktime.location.ISO6709"), box("ilst", false, "+29.56+106.55/SECRET")),
			box("udta", wide, box("\xA9xyz", wide, "\x00\x12\x15\xC7+29.56+106.55/"), box("chpl", false, "第一章"), "\x00\x00\x00\x00")) +
		box("uuid", false, string(xmp), "<x:xmpmeta>SECRET</x:xmpmeta>") +
		box("mdat", wide, "frames +29.56+106.55/ by chance"))
}

func TestStrip(t *testing.T) {
	for _, wide := range []bool{false, true} {
		before := phone(wide)
		after := slices.Clone(before)
		Strip(after)
		if len(after) != len(before) || bytes.Index(after, []byte("mdat")) != bytes.Index(before, []byte("mdat")) {
			t.Fatal("something has moved")
		}
		for _, gone := range []string{"SECRET", "+29.56+106.55/\x00", "TIME", "\xA9xyz", "location"} {
			if bytes.Contains(after, []byte(gone)) {
				t.Errorf("wide %v: %q is left", wide, gone)
			}
		}
		for _, left := range []string{"FRAMES AT 1234", "音轨", "第一章", "frames +29.56+106.55/ by chance", "\x00\x00\x00\x01\x00\x00\x02\x58"} {
			if !bytes.Contains(after, []byte(left)) {
				t.Errorf("wide %v: %q is gone", wide, left)
			}
		}
		again := slices.Clone(after)
		if Strip(again); !bytes.Equal(again, after) {
			t.Error("stripping again changes something")
		}
		if Places(before) || Places(after) {
			t.Error("what is taken out counts as left")
		}
	}
}

// Tracks of a camera that notes its place with every frame cannot be taken out, and films that are damaged
// are not touched where they are.
func TestPlaces(t *testing.T) {
	for name, data := range map[string]string{
		"gopro":   box("moov", false, box("trak", false, box("mdia", false, box("minf", false, box("stbl", false, box("stsd", false, "\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10gpmd")))))),
		"drone":   box("mdat", false, "[latitude: 29.56] [longitude: 106.55]"),
		"damaged": "\x00\x00\xFF\xFFmoov" + box("udta", false, box("\xA9xyz", false, "\x00\x12\x15\xC7+29.56+106.55/")),
	} {
		if !Places([]byte(data)) {
			t.Errorf("%s: its places are not seen", name)
		}
	}
	if Places([]byte(box("mdat", false, "frames, gpmd, camm and \xA9xyz by chance"))) || Places(nil) {
		t.Error("a film without a place")
	}
}

func TestReads(t *testing.T) {
	if !Reads("a/会议.MP4") || !Reads("IMG_1.MOV") || Reads("a.jpg") || Reads("mp4") {
		t.Error("the wrong files are read")
	}
}

// Whatever the bytes, nothing but marked spans changes, and nothing panics.
func TestKeeps(t *testing.T) {
	for name, want := range map[string]bool{"录像.AVI": true, "a.mkv": true, "a.webm": true, "a.wmv": true, "a.mp4": false, "a.docx": false} {
		if Keeps(name) != want {
			t.Error(name)
		}
	}
}

func FuzzStrip(f *testing.F) {
	f.Add(phone(false))
	f.Add(phone(true))
	f.Add([]byte("\x00\x00\x00\x00moov\x00\x00\x00\x01udta\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := slices.Clone(data)
		Strip(data)
		again := slices.Clone(data)
		if Strip(again); !bytes.Equal(again, data) || len(before) != len(data) {
			t.Error("stripping again changes something")
		}
		Places(data)
	})
}
