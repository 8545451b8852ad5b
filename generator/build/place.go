package build

import (
	"os"
	"path/filepath"
)

// checkOutput refuses folders whose files are somebody else's, with a UsageError.
func checkOutput(o Options) error {
	output, err := realPath(o.Output)
	if err != nil {
		return err
	}
	source, err := realPath(o.Source)
	if err != nil {
		return err
	}
	home := homeFolder()
	info, statErr := os.Lstat(o.Output)
	switch {
	case statErr == nil && info.Mode()&os.ModeSymlink != 0:
		return usage("输出文件夹 %s 是一个链接（快捷方式），请写它指向的真实文件夹 %s", o.Output, output)
	case statErr == nil && !info.IsDir():
		return usage("%s 是一个文件，不能当输出文件夹", output)
	case output == filepath.Dir(output):
		return usage("输出文件夹不能是磁盘的根目录 %s", output)
	case output == home:
		return usage("输出文件夹不能是用户的主目录 %s", output)
	case within(source, output):
		return usage("输出文件夹 %s 里放着网站的内容，请换一个，例如 public", output)
	case within(home, output):
		return usage("输出文件夹 %s 里有用户的主目录，请换一个，例如 public", output)
	case within(output, filepath.Join(source, CacheName)):
		return usage("%s 是缓存，随时会清空，不能当输出文件夹", output)
	case within(output, filepath.Join(source, "content")), within(output, filepath.Join(source, "themes")):
		return usage("输出文件夹 %s 在网站的内容里，请换一个，例如 public", output)
	}
	return nil
}

// homeFolder is the user's home, "" when there is none.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	real, err := realPath(home)
	if err != nil {
		return home
	}
	return real
}

// realPath is a path with every link in it followed, as far as it exists.
func realPath(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	for dir, rest := abs, ""; ; {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return abs, nil
		}
		dir, rest = parent, filepath.Join(filepath.Base(dir), rest)
	}
}

// within reports whether file is folder or lies in it.
func within(file, folder string) bool {
	rel, err := filepath.Rel(folder, file)
	return file != "" && err == nil && (rel == "." || filepath.IsLocal(rel))
}
