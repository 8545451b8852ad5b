package search_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"qizhi/generator/browsertest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Expressions for what the search page shows.
const (
	box    = `document.querySelector("#search input")`
	status = `document.querySelector("#search output").textContent`
	titles = `[...document.querySelectorAll("#search ol strong")].map((x) => x.textContent)`
	marks  = `[...document.querySelectorAll("#search ol mark")].map((x) => x.textContent)`
)

// asked opens the search page with a question.
func asked(t *testing.T, base, query string) *browsertest.Tab {
	t.Helper()
	b := browsertest.Open(t, base+"search/index.html?q="+query)
	if query != "" {
		b.Is(titles + `.length > 0`)
	}
	return b
}

// The page opens by the key / and by the button, from any page; nothing of the search is read before.
func TestOpening(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		for _, from := range []string{"index.html", "handbook/san-hui-yi-ke.html"} {
			b := browsertest.Open(t, base+from)
			if read := browsertest.Value[int](b, `performance.getEntriesByType("resource").filter((x) => /search\/|engine|panel/.test(x.name)).length + document.querySelectorAll("script[src*=engine]").length`); read != 0 {
				t.Errorf("%s reads %d files of the search", from, read)
			}
			b.Slash()
			b.Is(`/search\/(index.html)?$/.test(location.pathname) && document.activeElement === ` + box)
			b.Stays(box + `.value === "" && ` + status + ` === ""`)
			b.Press("三会一课")
			b.Is(titles + `[0] === "三会一课"`)
			b.Quiet()

			b = browsertest.Open(t, base+from)
			b.Run(`document.querySelector(".seek").click()`)
			b.Is(`/search\/(index.html)?$/.test(location.pathname) && document.activeElement === ` + box)
		}
		b := asked(t, base, "党建")
		b.Run(`document.activeElement.blur()`)
		b.Slash()
		b.Is(`document.activeElement === ` + box + ` && ` + box + `.value === "党建"`)
		b.Press("a/b")
		b.Is(box + `.value.includes("a/b")`)
		b.Quiet()
	})
}

// An address with ?q= answers at once, what was found is marked in titles and excerpts, each result
// leads to its page, and what is announced is in a live region.
func TestAnswer(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "%E5%85%9A%E5%BB%BA%E6%8B%89%E7%BB%83") // 党建拉练
		b.Is(box + `.value === "党建拉练" && ` + titles + `[0] === "党建拉练"`)
		b.Is(marks + `.length > 2 && ` + marks + `.every((x) => x === "党建拉练")`)
		b.Is(`document.querySelector("#search ol span mark")`)
		b.Is(`/^(找到|至多)\d+篇$/.test(` + status + `)`)
		b.Is(`document.querySelector("#search output").matches("output:not([aria-live=off])")`)
		href := browsertest.Value[string](b, `document.querySelector("#search ol a").href`)
		if href != base+"series/dang-jian-la-lian.html" {
			t.Errorf("the first result leads to %s", href)
		}
		b.Run(`document.querySelector("#search ol a").click()`)
		b.Is(`document.querySelector("h1") && document.querySelector("h1").textContent.includes("党建拉练") && !document.querySelector("#search")`)
		b.Quiet()
	})
}

// A visitor who types traditional characters finds pages in simplified ones, marked in their own script.
func TestTraditionalQuery(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "%E9%BB%A8%E5%BB%BA%E6%8B%89%E7%B7%B4") // 黨建拉練
		b.Is(box + `.value === "黨建拉練" && ` + titles + `[0] === "党建拉练" && ` + marks + `.length > 2 && ` + marks + `.every((x) => x === "党建拉练")`)
		b.Quiet()
	})
}

// Results come while one types, and an answer that is late does not take the place of a later one.
func TestStaleAnswers(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		b.Run(`const read = qizhiSearch.read; window.asked = 0;
			qizhiSearch.read = (name) => (/^[gt]/.test(name) && window.asked++, window.slow && /^[gt]/.test(name) ? new Promise((done) => setTimeout(done, 1500)) : Promise.resolve()).then(() => read(name));
			window.slow = true`)
		b.Press("党建拉练")
		b.Is(`window.asked > 0`)
		b.Run(`window.slow = false; ` + box + `.value = ""`)
		b.Press("三会一课")
		b.Is(titles + `[0] === "三会一课"`)
		b.Run(`await new Promise((done) => setTimeout(done, 2000))`)
		b.Is(titles + `[0] === "三会一课" && ` + marks + `.every((x) => x === "三会一课") && ` + box + `.value === "三会一课"`)
		b.Quiet()
	})
}

// Nothing is searched while an input method has a word half written.
func TestComposition(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		b.Is(`document.activeElement === ` + box)
		b.Run(`window.begun = 0; document.addEventListener("compositionstart", () => window.begun++)`)
		for _, half := range []string{"d", "dang", "dang jian", "dang jian la lian"} {
			b.Compose(half)
			b.Stays(fmt.Sprintf(`%s.value === %q && %s === "" && !%s.length`, box, half, status, titles))
		}
		b.Is(`window.begun > 0`)
		b.Commit("党建拉练")
		b.Is(box + `.value === "党建拉练" && ` + titles + `[0] === "党建拉练"`)
		b.Quiet()
	})
}

// A key is answered without a delay, and what is typed before the index is there does not have it read twice.
func TestAnswersAtOnce(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := browsertest.Open(t, base+"search/index.html", browsertest.Beforehand(`
			window.delays = [];
			const set = setTimeout;
			window.setTimeout = (run, delay) => { window.delays.push(delay); return set(run, delay); };
			document.addEventListener("DOMContentLoaded", () => {
				const words = document.querySelector("#search input");
				words.value = "三会一课";
				words.dispatchEvent(new Event("input"));
			})`))
		b.Is(titles + `[0] === "三会一课" && document.querySelectorAll("script[src*=manifest]").length === 1`)
		b.Run(box + `.value = ""; ` + box + `.focus()`)
		b.Commit("党建拉练")
		b.Is(titles + `[0] === "党建拉练" && window.delays.length > 1 && window.delays.every((delay) => !delay)`)
		b.Quiet()
	})
}

// Sections, years and branches filter the results, each with how many pages it would leave.
func TestFilter(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "商会")
		b.Run(`document.querySelector("#search summary").click()`)
		for place, part := range []string{"栏目", "年份", "党组织"} {
			selected := fmt.Sprintf(`document.querySelectorAll("#search select")[%d]`, place)
			b.Is(selected + `.options.length > 1 && ` + selected + `.labels[0].textContent.includes("` + part + `")`)
			b.Is(`[...` + selected + `.options].slice(1).every((x) => / \((至多[1-9]\d*篇|[1-9]\d*)\)$/.test(x.textContent))`)
			before := browsertest.Value[string](b, status)
			choice := browsertest.Value[string](b, selected+`.options[1].textContent`)
			name, count, _ := strings.Cut(choice, " (")
			count = strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(count, ")"), "篇"), "至多")
			b.Run(selected + `.selectedIndex = 1; ` + selected + `.dispatchEvent(new Event("change", { bubbles: true }))`)
			b.Is(status + ` !== "正在搜索……" && (` + status + ` !== "` + before + `" || "` + before + `".includes("` + count + `"))`)
			b.Run(`for (let more; !(more = document.querySelector("#search .next")).hidden;) { more.click(); await new Promise((done) => setTimeout(done, 30)); }`)
			b.Is(`/^找到\d+篇$/.test(` + status + `)`)
			found := browsertest.Value[int](b, titles+`.length`)
			if n := atoi(count); found > n || found == 0 {
				t.Errorf("%s counts %s, and %d are found", choice, count, found)
			}
			switch part {
			case "栏目":
				b.Is(`[...document.querySelectorAll("#search ol small")].every((x) => x.textContent.startsWith("` + name + `"))`)
			case "年份":
				b.Is(`[...document.querySelectorAll("#search ol small")].every((x) => x.textContent.includes("` + name + `"))`)
			}
			b.Is(selected + `.selectedOptions[0].textContent === "` + fmt.Sprintf("%s (%d)", name, found) + `"`) // all has been looked at
			b.Run(selected + `.selectedIndex = 0; ` + selected + `.dispatchEvent(new Event("change", { bubbles: true }))`)
			b.Is(status + ` === "` + before + `"`)
		}
		b.Quiet()
	})
}

func atoi(s string) (n int) {
	fmt.Sscan(s, &n)
	return n
}

// What is only in part what was asked for is filtered and counted as well.
func TestFilterOfPartialMatches(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "三会一课的量子纠缠")
		b.Run(`document.querySelector("#search summary").click()`)
		first := `document.querySelector("#search select")`
		b.Is(first + `.options.length > 1 && [...` + first + `.options].slice(1).every((x) => / \((至多)?[1-9]/.test(x.textContent))`)
		b.Run(first + `.value = [...` + first + `.options].find((x) => x.textContent.startsWith("应知应会")).value; ` + first + `.dispatchEvent(new Event("change", { bubbles: true }))`)
		b.Is(status + `.startsWith("没有完全相符的") && ` + titles + `[0] === "三会一课" && [...document.querySelectorAll("#search ol small")].every((x) => x.textContent.startsWith("应知应会"))`)
		b.Quiet()
	})
}

// Who goes to a page and back finds what he had searched for, from a disk too.
func TestBack(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		b.Press("三会一课")
		b.Is(titles + `[0] === "三会一课"`)
		b.Run(`document.querySelector("#search ol a").click()`)
		b.Is(`document.querySelector("h1") && document.querySelector("h1").textContent.includes("三会一课") && !document.querySelector("#search")`)
		b.Run(`history.back()`)
		b.Is(`document.querySelector("#search") && ` + box + `.value === "三会一课" && ` + titles + `[0] === "三会一课"`)
		b.Quiet()
	})
}

// What the results were filtered by is in the address: who comes back, or is sent it, sees the same, and that
// they are filtered. A name that is no more, of a section renamed since, filters no longer and leaves the address.
func TestFilterStays(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "商会")
		b.Run(`document.querySelector("#search summary").click()`)
		b.Is(`document.querySelector("#search select[name=year]").options.length > 1`)
		b.Run(`const year = document.querySelector("#search select[name=year]"); year.selectedIndex = 1; year.dispatchEvent(new Event("change", { bubbles: true }))`)
		b.Is(status + ` !== "正在搜索……" && location.search.includes("year=2022") && !/section|branch/.test(location.search)`)
		filtered := `document.querySelector("#search details").open && document.querySelector("#search select[name=year]").value === "2022" && ` +
			titles + `.length && [...document.querySelectorAll("#search ol small")].every((x) => x.textContent.includes("2022年"))`
		b.Is(filtered)
		b.Run(`document.querySelector("#search ol a").click()`)
		b.Is(`document.querySelector("h1") && !document.querySelector("#search")`)
		b.Run(`history.back()`)
		b.Is(`document.querySelector("#search") && ` + box + `.value === "商会" && ` + filtered)
		b.Quiet()

		b = browsertest.Open(t, base+"search/index.html?q=%E5%95%86%E4%BC%9A&year=2022")
		b.Is(filtered + ` && document.querySelector("#search select[name=year]").options.length > 1`)
		unfiltered := ` && [...document.querySelectorAll("#search select")].every((x) => x.value === "" && x.options.length > 1) && ` +
			titles + `.length && !/section|year|branch/.test(location.search) && location.search.startsWith("?q=")`
		for _, gone := range []string{"year=1999", "section=%E6%97%A7%E6%A0%8F%E7%9B%AE", "section=%E6%97%A7&year=1999&branch=%E6%97%A7"} {
			b = browsertest.Open(t, base+"search/index.html?q=%E5%95%86%E4%BC%9A&"+gone, browsertest.Beforehand(`
				window.said = "";
				new MutationObserver(() => { const output = document.querySelector("#search output"); if (output) window.said += output.textContent; }).observe(document, { childList: true, subtree: true, characterData: true })`))
			b.Is(`/^(找到|至多)\d+篇$/.test(` + status + `)` + unfiltered)
			b.Is(`window.said.includes("正在搜索") && !window.said.includes("什么也没找到")`) // not for a moment
		}
		b = browsertest.Open(t, base+"search/index.html?q=%E5%95%86%E4%BC%9A&year=2022&section=%E6%97%A7")
		b.Is(filtered + ` && !location.search.includes("section") && location.search.includes("year=2022")`)
		b.Quiet()
	})
}

// When the files of the index cannot be read, half way into it as well, the visitor is told; as soon as they
// can, the next letter finds again.
func TestFilesThatFail(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		for _, lost := range []string{"/^g/", "/^t/", "/./"} { // each on a page that has read none of them yet
			b := browsertest.Open(t, base+"search/index.html")
			b.Is(`window.qizhiSearch`)
			b.Run(`const read = qizhiSearch.read; window.lost = ` + lost + `;
				qizhiSearch.read = (name) => window.lost.test(name) ? Promise.reject(name) : read(name)`)
			b.Run(`document.querySelector("#search .next").hidden = document.querySelector("#search aside").hidden = false`) // of what was found before
			b.Run(box + `.value = "会长之家"; ` + box + `.dispatchEvent(new Event("input"))`)
			b.Is(status + `.startsWith("搜索用的文件没有读到") && !` + titles + `.length && document.querySelector("#search .next").hidden && document.querySelector("#search aside").hidden`)
			b.Run(`window.lost = /^$/; ` + box + `.value = "三会一课"; ` + box + `.dispatchEvent(new Event("input"))`)
			b.Is(titles + `[0] === "三会一课" && /^找到|^至多/.test(` + status + `)`)
			b.Quiet()
		}
	})
}

// When the names to filter by cannot be read, what was found stays, and the visitor is told.
func TestNamesThatFail(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "党建拉练")
		b.Run(`const read = qizhiSearch.read; window.lost = true; window.rejected = 0;
			addEventListener("unhandledrejection", () => window.rejected++);
			qizhiSearch.read = (name) => read(name).then((data) => window.lost && Array.isArray(data) ? Promise.reject(name) : data);
			document.querySelector("#search summary").click()`)
		b.Is(status + `.startsWith("搜索用的文件没有读到") && ` + titles + `.length && window.rejected === 0`)
		b.Run(`window.lost = false; ` + box + `.value = "三会一课"; ` + box + `.dispatchEvent(new Event("input"))`)
		b.Is(titles + `[0] === "三会一课" && document.querySelector("#search select").options.length > 1`)
		b.Quiet()
	})
}

// A search page whose own scripts did not arrive says so.
func TestScriptsThatFail(t *testing.T) {
	t.Parallel()
	dir, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	for _, lost := range []string{"engine", "panel"} {
		files := http.FileServer(http.Dir(dir))
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, lost) {
				http.NotFound(w, r)
				return
			}
			files.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		b := browsertest.Open(t, server.URL+"/search/index.html?q=x")
		b.Is(status + `.startsWith("搜索用的文件没有读到")`)
	}
}

// Whatever lands in the box is answered: quotation marks of any kind, one yet to be closed, half a
// character, a whole article.
func TestOddQueries(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		for _, c := range []struct{ query, want string }{
			{`"“三会一课”"`, titles + `[0] === "三会一课" && ` + marks + `.every((x) => x === "三会一课")`},
			{`"「三会一课」 \"党员"`, titles + `.length > 1 && ` + marks + `.every((x) => x === "三会一课" || x === "党员" || x === "三会一课党员")`},
			{`"三会一课\ud842"`, status + `.startsWith("没有完全相符的") && ` + titles + `.includes("三会一课")`},
			{`"会长之家 ".repeat(400)`, status + `.startsWith("太长了") && ` + titles + `[0] === "会长之家"`},
			{`'"'`, status + ` === "什么也没找到" && document.querySelector("#search aside").offsetHeight > 0`},
			{`" “ "`, status + ` === "什么也没找到"`},
			{`"  "`, status + ` === "" && !document.querySelector("#search aside").offsetHeight`},
			{`"，".repeat(2000)`, status + `.startsWith("太长了") && !` + titles + `.length`},
		} {
			b.Run(box + `.value = ` + c.query + `; ` + box + `.dispatchEvent(new Event("input"))`)
			b.Is(c.want)
		}
		b.Run(box + `.value = ""; ` + box + `.focus()`)
		b.Commit(strings.Repeat("会长之家 ", 20_000)) // pasted
		b.Is(box + `.value.length === 200 && ` + status + `.startsWith("太长了") && ` + titles + `[0] === "会长之家"`)
		b.Quiet()
	})
}

// What was found under a heading opens there.
func TestHeadingsAreOpened(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "预备党员：31人")
		first := `document.querySelector("#search ol a[href*='statistics/index.html']")`
		b.Is(first + ` && ` + first + `.hash === "#probationary"`)
		b.Run(first + `.click()`)
		b.Is(`location.hash === "#probationary" && document.getElementById("probationary") && document.getElementById("probationary").textContent.includes("31")`)
		b.Quiet()
	})
}

// The arrow keys go from the box through the results and back; Enter searches at once, and opens.
func TestKeys(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "会长之家")
		b.Run(box + `.focus()`)
		b.Press(kb.ArrowDown)
		b.Is(`document.activeElement === document.querySelectorAll("#search ol a")[0]`)
		b.Press(kb.ArrowDown)
		b.Is(`document.activeElement === document.querySelectorAll("#search ol a")[1]`)
		b.Press(kb.ArrowUp)
		b.Press(kb.ArrowUp)
		b.Is(`document.activeElement === ` + box)
		b.Run(box + `.value = ""`)
		b.Press("三会一课" + kb.Enter)
		b.Is(titles + `[0] === "三会一课"`)
		b.Press(kb.ArrowDown)
		b.Press(kb.Enter)
		b.Is(`location.href.includes("handbook/san-hui-yi-ke.html")`)
		b.Quiet()
	})
}

// When nothing is whole, parts are shown and called so; when there is nothing, what to do is said,
// and then goes again.
func TestNothingFound(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "三会一课的量子纠缠")
		b.Is(status + `.startsWith("没有完全相符的") && ` + titles + `.includes("三会一课")`)
		b.Run(box + `.value = ""`)
		b.Press("饕餮魑魅")
		b.Is(status + ` === "什么也没找到" && !` + titles + `.length`)
		b.Is(`document.querySelector("#search aside").offsetHeight > 0 && document.querySelectorAll(".browse a").length > 10`)
		b.Run(box + `.value = ""`)
		b.Press("党")
		b.Is(titles + `.length && !document.querySelector("#search aside").offsetHeight`)
		b.Run(box + `.value = ""; ` + box + `.dispatchEvent(new Event("input"))`)
		b.Is(status + ` === "" && !` + titles + `.length && !document.querySelector("#search aside").offsetHeight`)
		b.Quiet()
	})
}

// Without scripts the page says so, and sections and tags remain.
func TestWithoutScripts(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := browsertest.Open(t, base+"search/index.html", func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return chromedp.Void{}, err
		})
		text := browsertest.Value[string](b, `document.querySelector("main").innerText`)
		for _, want := range []string{"搜索要用到 JavaScript", "按栏目和标签找", "应知应会", "党建拉练"} {
			if !strings.Contains(text, want) {
				t.Errorf("without scripts the page does not say %q:\n%s", want, text)
			}
		}
		href := browsertest.Value[string](b, `document.querySelector(".browse a").href`)
		if !strings.HasPrefix(href, base) || strings.Contains(href, "search/") {
			t.Errorf("the first section leads to %s", href)
		}
	})
}
