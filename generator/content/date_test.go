package content

import (
	"strings"
	"testing"
	"time"
)

// DOMAIN, what staff hand in, 10: every way of writing a date, and what becomes of it.
func TestParseDate(t *testing.T) {
	cases := []struct{ in, text, machine, iso string }{
		{"2022-06-30", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"2022年6月30日", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{" 2022 年 06 月 30 号 ", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"2022.6.30", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"2022/6/30", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"２０２２－０６－３０", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"20220630", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"2022-06-30T10:00:00+08:00", "2022年6月30日", "2022-06-30", "2022-06-30T10:00+08:00"},
		{"2022-06-30T20:00:00Z", "2022年7月1日", "2022-07-01", "2022-07-01T04:00+08:00"},
		{"2022-06-30 10:05", "2022年6月30日", "2022-06-30", "2022-06-30T10:05"},
		{"2022-06-30 10:05:30 +0800", "2022年6月30日", "2022-06-30", "2022-06-30T10:05+08:00"},
		{"2022年6月30日10：05", "2022年6月30日", "2022-06-30", "2022-06-30T10:05"},
		{"2022-06", "2022年6月", "2022-06", "2022-06"},
		{"2022.6", "2022年6月", "2022-06", "2022-06"},
		{"2022年6月", "2022年6月", "2022-06", "2022-06"},
		{"2022-H1", "2022年上半年", "", "2022-H1"},
		{"2022-h2", "2022年下半年", "", "2022-H2"},
		{"2022年上半年", "2022年上半年", "", "2022-H1"},
		{"2022年下半年", "2022年下半年", "", "2022-H2"},
		{"2022-Q2", "2022年第二季度", "", "2022-Q2"},
		{"2022年第二季度", "2022年第二季度", "", "2022-Q2"},
		{"2022年4季度", "2022年第四季度", "", "2022-Q4"},
		{"2022", "2022年", "2022", "2022"},
		{"2022年", "2022年", "2022", "2022"},
		{"二〇二二年六月三十日", "2022年6月30日", "2022-06-30", "2022-06-30"},
		{"二○二二年十二月十一日 10:05", "2022年12月11日", "2022-12-11", "2022-12-11T10:05"},
		{"二零二二年十月二十号", "2022年10月20日", "2022-10-20", "2022-10-20"},
		{"二O二二年六月", "2022年6月", "2022-06", "2022-06"},
		{"二〇二二年上半年", "2022年上半年", "", "2022-H1"},
		{"二〇二二年第二季度", "2022年第二季度", "", "2022-Q2"},
		{"2024-02-29", "2024年2月29日", "2024-02-29", "2024-02-29"},
	}
	for _, c := range cases {
		d, err := ParseDate(c.in, Zone)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if d.String() != c.text || d.Machine() != c.machine || d.ISO() != c.iso {
			t.Errorf("%s: %q %q %q, want %q %q %q", c.in, d.String(), d.Machine(), d.ISO(), c.text, c.machine, c.iso)
		}
	}
}

func TestRefusedDates(t *testing.T) {
	cases := map[string]string{
		"22/6/30":          "日期“22/6/30”有歧义，看不出哪一个是年；年份写四位，例如 2022-06-30",
		"6/30/2022":        "日期“6/30/2022”有歧义，看不出哪一个是年；年份写四位，例如 2022-06-30",
		"22年6月30日":         "日期“22年6月30日”有歧义，看不出哪一个是年；年份写四位，例如 2022-06-30",
		"2022-02-30":       "没有“2022-02-30”这一天：2022年2月只有 28 天；改成正确的日期",
		"2022年2月30日":       "没有“2022年2月30日”这一天：2022年2月只有 28 天；改成正确的日期",
		"二〇二二年二月三十日":       "没有“二〇二二年二月三十日”这一天：2022年2月只有 28 天；改成正确的日期",
		"二二年六月三十日":         "日期“二二年六月三十日”有歧义，看不出哪一个是年；年份写四位，例如 2022-06-30",
		"二〇二二年六月十十日":       `看不懂日期“二〇二二年六月十十日”；写成 2022-06-30；只知道月份写 "2022-06"，半年写 "2022-H1"，年份写 "2022"`,
		"2022-13":          "日期“2022-13”的月份是 13，一年只有 12 个月；改成正确的月份",
		"2022-06-30 25:00": "看不懂“2022-06-30 25:00”里的时间；写成 2022-06-30T10:00:00+08:00，或只写日期 2022-06-30",
		"":                 "日期是空的；写成 2022-06-30，或删去这一行",
		"去年":               `看不懂日期“去年”；写成 2022-06-30；只知道月份写 "2022-06"，半年写 "2022-H1"，年份写 "2022"`,
	}
	for in, want := range cases {
		if d, err := ParseDate(in, Zone); err == nil {
			t.Errorf("%s is read as %v", in, d)
		} else if err.Error() != want {
			t.Errorf("%s: %s\nwant %s", in, err, want)
		}
	}
	for _, in := range []string{"2022-H3", "2022-Q5", "2022年第五季度", "2022-6-", "--", "2022年月日", "2022/06-30", "10:00", "2022-H1 10:00", "0999-01-01", "2022年13月"} {
		if d, err := ParseDate(in, Zone); err == nil {
			t.Errorf("%s is read as %v", in, d)
		}
	}
}

func TestDateOrder(t *testing.T) {
	order := []string{"2021", "2022-03-31", "2022-05", "2022-H1", "2022-Q2", "2022-06", "2022-06-30", "2022-06-30T10:00", "2022-07-01"}
	for i := 1; i < len(order); i++ {
		a, _ := ParseDate(order[i-1], Zone)
		b, _ := ParseDate(order[i], Zone)
		if a.Compare(b) >= 0 || b.Compare(a) <= 0 {
			t.Errorf("%s is not before %s", order[i-1], order[i])
		}
	}
}

// A moment written with its offset keeps its instant, whatever the zone of the site; one without is
// a time of the site's clock, wherever that is.
func TestDateIn(t *testing.T) {
	cases := []struct {
		in   string
		zone *time.Location
		want string
		last string
	}{
		{"2022-06-30T22:00:00Z", time.UTC, "2022-06-30T22:00+00:00", "2022-06-30T22:00:00Z"},
		{"2022-06-30T22:00:00Z", Zone, "2022-07-01T06:00+08:00", "2022-07-01T06:00:00+08:00"},
		{"2022-06-30T22:00:00Z", time.FixedZone("", -210*60), "2022-06-30T18:30-03:30", "2022-06-30T18:30:00-03:30"},
		{"2022-06-30T22:00", time.UTC, "2022-06-30T22:00", "2022-06-30T22:00:00Z"},
		{"2022-06-30", time.UTC, "2022-06-30", "2022-06-30T00:00:00Z"},
		{"2022-H1", time.UTC, "2022-H1", "2022-06-30T00:00:00Z"},
	}
	for _, c := range cases {
		d, err := ParseDate(c.in, Zone)
		if got := d.In(c.zone); err != nil || got.ISO() != c.want || got.In(c.zone) != got || got.Compare(d) != 0 {
			t.Errorf("%s in %s is %s, want %s (%v)", c.in, c.zone, got.ISO(), c.want, err)
		}
		if got := d.Last(c.zone).Format(time.RFC3339); got != c.last {
			t.Errorf("%s ends at %s, want %s", c.in, got, c.last)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2022-06-30", "2022年6月30日 10:00", "2022-H1", "22/6/30", "2022年第二季度", "２０２２．６", "2022-06-30T10:00:00+08:00", "年月日", "T:", "日:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s, Zone)
		if err != nil {
			if !strings.Contains(err.Error(), "；") {
				t.Errorf("no way out: %s", err)
			}
			return
		}
		again, err := ParseDate(d.ISO(), Zone)
		if err != nil || again != d {
			t.Errorf("%q is %s, which reads as %v (%v)", s, d.ISO(), again, err)
		}
		if again, err = ParseDate(d.String(), Zone); d.Precision != Minute && (err != nil || again != d) {
			t.Errorf("%q shows as %s, which reads as %v (%v)", s, d, again, err)
		}
		_ = d.Last(time.UTC)
	})
}
