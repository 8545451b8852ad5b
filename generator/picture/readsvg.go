package picture

import (
	"io"

	"qizhi/generator/picture/svg"
)

// maxSVG is the largest SVG that is read, in bytes. A logo has some thousands.
const maxSVG = 8 << 20

// readSVG reads the drawing's size from its first element.
func (h *header) readSVG(name string, w *window) *Problem {
	if w.size > maxSVG {
		return fault("too-large", "矢量图"+quoted(name)+"太大（超过 8 MB）", "请导出为 PNG")
	}
	h.Samples, h.Alpha = 0, true
	width, height, err := svg.Size(io.NewSectionReader(w.r, 0, w.size))
	if err != nil {
		return fault("damaged", "矢量图"+quoted(name)+"的写法有错，读不出来", "请用绘图软件打开后重新导出为 SVG 或 PNG")
	}
	h.Width, h.Height = width, height
	return nil
}
