package picture

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"golang.org/x/image/bmp"

	"qizhi/generator/diag"
	"qizhi/generator/picture/jpeg"
)

// Problem is what is wrong with a picture, in words for staff. It is what every error of this
// package is; a caller adds the place in the article that names the picture.
type Problem struct {
	Severity diag.Severity
	// Rule is the stable name: "picture/truncated".
	Rule string
	// Message and Hint are Chinese, as in [diag.Diagnostic].
	Message, Hint string
}

// Error is the message with its hint.
func (p *Problem) Error() string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "；" + p.Hint
}

// AsProblem returns the Problem that an error of this package is, or nil.
func AsProblem(err error) *Problem {
	var p *Problem
	errors.As(err, &p)
	return p
}

func fault(rule, message, hint string) *Problem {
	return &Problem{Severity: diag.Error, Rule: "picture/" + rule, Message: message, Hint: hint}
}

func warning(rule, message, hint string) Problem {
	return Problem{Severity: diag.Warning, Rule: "picture/" + rule, Message: message, Hint: hint}
}

// base is the part of a path that staff know the picture by.
func base(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

func quoted(name string) string { return "“" + base(name) + "”" }

func unreadable(name string, err error) *Problem {
	return fault("unreadable", fmt.Sprintf("图片%s读不出来（%v）", quoted(name), err), "请检查文件是否被别的程序占用")
}

func empty(name string) *Problem {
	return fault("empty", "图片"+quoted(name)+"是空文件（0 字节）", "请重新拷贝这张图片")
}

func blank(name string) *Problem {
	return fault("damaged", "图片"+quoted(name)+"里全是零，没有画面", "多半是拷贝时中断，请重新拷贝")
}

func truncated(name string) *Problem {
	return fault("truncated", "图片"+quoted(name)+"不完整，后面的部分缺失", "请重新拷贝，或请对方重新发送原图")
}

func damaged(name string) *Problem {
	return fault("damaged", "图片"+quoted(name)+"已损坏，画面读不出来", "请换一张，或用看图软件打开后另存为 JPEG")
}

func heic(name string) *Problem {
	return fault("heic", "图片"+quoted(name)+"是 HEIC 格式，浏览器不能显示",
		"请在手机上导出为 JPEG（iPhone：设置 › 相机 › 格式 › 兼容性最佳）")
}

func unsupported(name, what string) *Problem {
	return fault("unsupported", "图片"+quoted(name)+"是"+what+"，不能发布", "请用看图软件打开后另存为 JPEG 或 PNG")
}

func notPicture(name, what string) *Problem {
	return fault("not-a-picture", quoted(name)+"不是图片，内容是"+what, "请换成 JPEG 或 PNG 图片")
}

func tooLarge(name string, width, height int) *Problem {
	return fault("too-large", fmt.Sprintf("图片%s标明有 %d×%d 像素，大得无法处理", quoted(name), width, height),
		"请用看图软件缩小到宽 4000 像素左右再放进来")
}

// tooSlow is a picture whose pixels alone are too many, whatever memory they take.
func tooSlow(name string, width, height int, most int64) *Problem {
	return fault("too-large", fmt.Sprintf("图片%s标明有 %d×%d 像素，这样的图最多处理 %d 万像素，再大就太慢了", quoted(name), width, height, most/10_000),
		"请另存为 JPEG，或用看图软件缩小到宽 4000 像素左右再放进来")
}

func wrongEnding(name string, f Format) Problem {
	right := strings.TrimSuffix(base(name), path.Ext(base(name))) + f.Ending()
	return warning("wrong-ending", "图片"+quoted(name)+"的扩展名不对，内容其实是 "+f.String(), "请改名为“"+right+"”")
}

func printColours(name string) Problem {
	return warning("cmyk", "图片"+quoted(name)+"是印刷用的 CMYK 颜色，只能换算成近似的屏幕颜色", "请让制作方导出 RGB 颜色的 JPEG")
}

func unknownProfile(name string) Problem {
	return warning("profile", "图片"+quoted(name)+"带的颜色配置文件不认识，已按 sRGB 显示", "颜色若有偏差，请另存为 sRGB 的 JPEG")
}

func heavy(name string, f Format) Problem {
	return warning("heavy", "图片"+quoted(name)+"像是存成 "+f.String()+" 的照片，访客要下载很久", "请另存为 JPEG")
}

func heavyMoving(name string, size int64) Problem {
	return warning("heavy", fmt.Sprintf("动图%s有 %d MB，访客要下载很久", quoted(name), (size+1<<19)>>20), "请剪短、缩小再放进来，或改放一张照片")
}

// decodeProblem puts a decoder's error into words.
func decodeProblem(name string, err error) *Problem {
	switch {
	case errors.Is(err, jpeg.ErrTruncated), isEarlyEnd(err):
		return truncated(name)
	case errors.Is(err, jpeg.ErrUnsupported):
		return unsupported(name, "少见的 JPEG 编码")
	case errors.Is(err, bmp.ErrUnsupported):
		return unsupported(name, "少见的 BMP")
	}
	return damaged(name)
}
