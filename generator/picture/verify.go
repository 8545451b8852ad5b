package picture

// Verify decodes a picture as far as damage in the middle of it can hide, a JPEG or PNG at an eighth of its
// size, and makes nothing of it. What it passes, [Make] can make; an SVG or an animation, which are
// published as they are, is read to its end. Every error is a [*Problem].
func Verify(name string, data []byte) error {
	h, err := inspectBytes(name, data)
	if err != nil {
		return err
	}
	if h.Format == SVG || h.Animated {
		_, err := h.strip(name, data, true)
		return err
	}
	if _, _, problem := h.decode(name, data, 0); problem != nil {
		return problem
	}
	return nil
}
