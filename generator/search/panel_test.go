package search_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

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
func asked(t *testing.T, base, query string) *tab {
	t.Helper()
	b := browse(t, base+"search/index.html?q="+query)
	if query != "" {
		b.is(titles + `.length > 0`)
	}
	return b
}

// The page opens by the key / and by the button, from any page; nothing of the search is read before.
func TestOpening(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		for _, from := range []string{"index.html", "handbook/san-hui-yi-ke.html"} {
			b := browse(t, base+from)
			if read := value[int](b, `performance.getEntriesByType("resource").filter((x) => /search\/|engine|panel/.test(x.name)).length + document.querySelectorAll("script[src*=engine]").length`); read != 0 {
				t.Errorf("%s reads %d files of the search", from, read)
			}
			b.slash()
			b.is(`/search\/(index.html)?$/.test(location.pathname) && document.activeElement === ` + box)
			b.stays(box + `.value === "" && ` + status + ` === ""`)
			b.press("三会一课")
			b.is(titles + `[0] === "三会一课"`)
			b.quiet()

			b = browse(t, base+from)
			b.run(`document.querySelector(".seek").click()`)
			b.is(`/search\/(index.html)?$/.test(location.pathname) && document.activeElement === ` + box)
		}
		b := asked(t, base, "党建")
		b.run(`document.activeElement.blur()`)
		b.slash()
		b.is(`document.activeElement === ` + box + ` && ` + box + `.value === "党建"`)
		b.press("a/b")
		b.is(box + `.value.includes("a/b")`)
		b.quiet()
	})
}

// An address with ?q= answers at once, what was found is marked in titles and excerpts, each result
// leads to its page, and what is announced is in a live region.
func TestAnswer(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "%E5%85%9A%E5%BB%BA%E6%8B%89%E7%BB%83") // 党建拉练
		b.is(box + `.value === "党建拉练" && ` + titles + `[0] === "党建拉练"`)
		b.is(marks + `.length > 2 && ` + marks + `.every((x) => x === "党建拉练")`)
		b.is(`document.querySelector("#search ol span mark")`)
		b.is(`/^(找到|至多)\d+篇$/.test(` + status + `)`)
		b.is(`document.querySelector("#search output").matches("output:not([aria-live=off])")`)
		href := value[string](b, `document.querySelector("#search ol a").href`)
		if href != base+"series/dang-jian-la-lian.html" {
			t.Errorf("the first result leads to %s", href)
		}
		b.run(`document.querySelector("#search ol a").click()`)
		b.is(`document.querySelector("h1") && document.querySelector("h1").textContent.includes("党建拉练") && !document.querySelector("#search")`)
		b.quiet()
	})
}

// A visitor who types traditional characters finds pages in simplified ones, marked in their own script.
func TestTraditionalQuery(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "%E9%BB%A8%E5%BB%BA%E6%8B%89%E7%B7%B4") // 黨建拉練
		b.is(box + `.value === "黨建拉練" && ` + titles + `[0] === "党建拉练" && ` + marks + `.length > 2 && ` + marks + `.every((x) => x === "党建拉练")`)
		b.quiet()
	})
}

// Results come while one types, and an answer that is late does not take the place of a later one.
func TestStaleAnswers(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		b.run(`const read = qizhiSearch.read; window.asked = 0;
			qizhiSearch.read = (name) => (/^[gt]/.test(name) && window.asked++, window.slow && /^[gt]/.test(name) ? new Promise((done) => setTimeout(done, 1500)) : Promise.resolve()).then(() => read(name));
			window.slow = true`)
		b.press("党建拉练")
		b.is(`window.asked > 0`)
		b.run(`window.slow = false; ` + box + `.value = ""`)
		b.press("三会一课")
		b.is(titles + `[0] === "三会一课"`)
		b.run(`await new Promise((done) => setTimeout(done, 2000))`)
		b.is(titles + `[0] === "三会一课" && ` + marks + `.every((x) => x === "三会一课") && ` + box + `.value === "三会一课"`)
		b.quiet()
	})
}

// Nothing is searched while an input method has a word half written.
func TestComposition(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "")
		b.is(`document.activeElement === ` + box)
		b.run(`window.begun = 0; document.addEventListener("compositionstart", () => window.begun++)`)
		for _, half := range []string{"d", "dang", "dang jian", "dang jian la lian"} {
			b.compose(half)
			b.stays(fmt.Sprintf(`%s.value === %q && %s === "" && !%s.length`, box, half, status, titles))
		}
		b.is(`window.begun > 0`)
		b.commit("党建拉练")
		b.is(box + `.value === "党建拉练" && ` + titles + `[0] === "党建拉练"`)
		b.quiet()
	})
}

// Sections, years and branches filter the results, each with how many pages it would leave.
func TestFilter(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "商会")
		b.run(`document.querySelector("#search summary").click()`)
		for place, part := range []string{"栏目", "年份", "党组织"} {
			selected := fmt.Sprintf(`document.querySelectorAll("#search select")[%d]`, place)
			b.is(selected + `.options.length > 1 && ` + selected + `.labels[0].textContent.includes("` + part + `")`)
			b.is(`[...` + selected + `.options].slice(1).every((x) => / \([1-9]\d*\)$/.test(x.textContent))`)
			before := value[string](b, status)
			choice := value[string](b, selected+`.options[1].textContent`)
			name, count, _ := strings.Cut(choice, " (")
			count = strings.TrimSuffix(count, ")")
			b.run(selected + `.selectedIndex = 1; ` + selected + `.dispatchEvent(new Event("change", { bubbles: true }))`)
			b.is(status + ` !== "正在搜索……" && (` + status + ` !== "` + before + `" || "` + before + `".includes("` + count + `"))`)
			b.run(`for (let more; !(more = document.querySelector("#search .next")).hidden;) { more.click(); await new Promise((done) => setTimeout(done, 30)); }`)
			b.is(`/^找到\d+篇$/.test(` + status + `)`)
			found := value[int](b, titles+`.length`)
			if n := atoi(count); found > n || found == 0 {
				t.Errorf("%s counts %s, and %d are found", choice, count, found)
			}
			switch part {
			case "栏目":
				b.is(`[...document.querySelectorAll("#search ol small")].every((x) => x.textContent.startsWith("` + name + `"))`)
			case "年份":
				b.is(`[...document.querySelectorAll("#search ol small")].every((x) => x.textContent.includes("` + name + `"))`)
			}
			b.is(selected + `.selectedOptions[0].textContent.startsWith("` + name + `")`)
			b.run(selected + `.selectedIndex = 0; ` + selected + `.dispatchEvent(new Event("change", { bubbles: true }))`)
			b.is(status + ` === "` + before + `"`)
		}
		b.quiet()
	})
}

func atoi(s string) (n int) {
	fmt.Sscan(s, &n)
	return n
}

// The arrow keys go from the box through the results and back; Enter searches at once, and opens.
func TestKeys(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "会长之家")
		b.run(box + `.focus()`)
		b.press(kb.ArrowDown)
		b.is(`document.activeElement === document.querySelectorAll("#search ol a")[0]`)
		b.press(kb.ArrowDown)
		b.is(`document.activeElement === document.querySelectorAll("#search ol a")[1]`)
		b.press(kb.ArrowUp)
		b.press(kb.ArrowUp)
		b.is(`document.activeElement === ` + box)
		b.run(box + `.value = ""`)
		b.press("三会一课" + kb.Enter)
		b.is(titles + `[0] === "三会一课"`)
		b.press(kb.ArrowDown)
		b.press(kb.Enter)
		b.is(`location.href.includes("handbook/san-hui-yi-ke.html")`)
		b.quiet()
	})
}

// When nothing is whole, parts are shown and called so; when there is nothing, what to do is said,
// and then goes again.
func TestNothingFound(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := asked(t, base, "三会一课的量子纠缠")
		b.is(status + `.startsWith("没有完全相符的") && ` + titles + `.includes("三会一课")`)
		b.run(box + `.value = ""`)
		b.press("饕餮魑魅")
		b.is(status + ` === "什么也没找到" && !` + titles + `.length`)
		b.is(`document.querySelector("#search aside").offsetHeight > 0 && document.querySelectorAll(".browse a").length > 10`)
		b.run(box + `.value = ""`)
		b.press("党")
		b.is(titles + `.length && !document.querySelector("#search aside").offsetHeight`)
		b.run(box + `.value = ""; ` + box + `.dispatchEvent(new Event("input"))`)
		b.is(status + ` === "" && !` + titles + `.length && !document.querySelector("#search aside").offsetHeight`)
		b.quiet()
	})
}

// Without scripts the page says so, and sections and tags remain.
func TestWithoutScripts(t *testing.T) {
	onSample(t, func(t *testing.T, base string) {
		b := browse(t, base+"search/index.html", func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return chromedp.Void{}, err
		})
		text := value[string](b, `document.querySelector("main").innerText`)
		for _, want := range []string{"搜索要用到 JavaScript", "按栏目和标签找", "应知应会", "党建拉练"} {
			if !strings.Contains(text, want) {
				t.Errorf("without scripts the page does not say %q:\n%s", want, text)
			}
		}
		href := value[string](b, `document.querySelector(".browse a").href`)
		if !strings.HasPrefix(href, base) || strings.Contains(href, "search/") {
			t.Errorf("the first section leads to %s", href)
		}
	})
}
