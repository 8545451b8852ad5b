package preview

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"unsafe"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/windows"
)

// deep says that a watched folder tells of the folders in it too. On Windows a folder cannot be renamed while one in it
// is open, and a watched folder is open. So a root is watched whole, by one handle, and everything in it can be renamed.
const deep = true

// entire are notices of whole folders, and of the site's own folder alone: much is written below it that is no source.
type entire struct {
	shallow string // the folder of which what lies deeper is not told
	told    chan fsnotify.Event
	lost    chan error
	done    chan struct{} // closed at the end

	mu      sync.Mutex
	folders []*openFolder
	wg      sync.WaitGroup
}

// openFolder is a folder that is watched. Windows writes into buffer and ov until the request is over.
type openFolder struct {
	name         string
	handle       windows.Handle
	heard, ended windows.Handle // events: there is something in buffer; it is over
	ov           windows.Overlapped
	buffer       [64 << 10]byte // more is refused by network drives
}

// newNotices watches folders whole, but for one.
func newNotices(shallow string) (notices, error) {
	return &entire{shallow: shallow, told: make(chan fsnotify.Event, room), lost: make(chan error, 1), done: make(chan struct{})}, nil
}

func (w *entire) Told() <-chan fsnotify.Event { return w.told }
func (w *entire) Lost() <-chan error          { return w.lost }

// Add implements notices. What changes after it has returned will be told.
func (w *entire) Add(folder string) error {
	f, err := openedFolder(folder)
	if err != nil {
		return err
	}
	if err := f.listen(folder != w.shallow); err != nil {
		f.close()
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.folders = append(w.folders, f)
	w.wg.Go(func() { w.follow(f) })
	return nil
}

// Close implements notices.
func (w *entire) Close() error {
	close(w.done)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.folders {
		_ = windows.SetEvent(f.ended)
	}
	w.wg.Wait()
	return nil
}

// openedFolder opens a folder without keeping anybody from renaming or deleting it.
func openedFolder(name string) (*openFolder, error) {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	f := &openFolder{name: name}
	f.handle, err = windows.CreateFile(path, windows.FILE_LIST_DIRECTORY, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS|windows.FILE_FLAG_OVERLAPPED, 0)
	if err != nil {
		return nil, err
	}
	var failed error
	f.heard, err = windows.CreateEvent(nil, 0, 0, nil)
	f.ended, failed = windows.CreateEvent(nil, 1, 0, nil)
	if err = errors.Join(err, failed); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *openFolder) close() {
	for _, h := range []windows.Handle{f.handle, f.heard, f.ended} {
		_ = windows.CloseHandle(h) // one that could not be made is no handle
	}
}

// listen asks for what changes next. Between two requests Windows remembers.
func (f *openFolder) listen(deeper bool) error {
	const all = windows.FILE_NOTIFY_CHANGE_FILE_NAME | windows.FILE_NOTIFY_CHANGE_DIR_NAME | windows.FILE_NOTIFY_CHANGE_SIZE | windows.FILE_NOTIFY_CHANGE_LAST_WRITE
	f.ov = windows.Overlapped{HEvent: f.heard}
	return windows.ReadDirectoryChanges(f.handle, &f.buffer[0], uint32(len(f.buffer)), deeper, all, nil, &f.ov, 0)
}

// follow tells what happens in a folder until the end, or until the folder is gone.
func (w *entire) follow(f *openFolder) {
	defer f.close()
	for {
		which, err := windows.WaitForMultipleObjects([]windows.Handle{f.ended, f.heard}, false, windows.INFINITE)
		if err != nil || which == windows.WAIT_OBJECT_0 {
			_ = windows.CancelIoEx(f.handle, &f.ov)
			var n uint32
			_ = windows.GetOverlappedResult(f.handle, &f.ov, &n, true) // the buffer is ours again
			return
		}
		var n uint32
		err = windows.GetOverlappedResult(f.handle, &f.ov, &n, false)
		switch {
		case err != nil: // the folder was deleted; that of its own name is told by the one above
			w.send(fsnotify.Event{Name: f.name, Op: fsnotify.Remove})
			return
		case n == 0:
			w.overflow()
		default:
			w.read(f, n)
		}
		if err := f.listen(f.name != w.shallow); err != nil {
			w.send(fsnotify.Event{Name: f.name, Op: fsnotify.Remove})
			return
		}
	}
}

// overflow says that events were lost; once is enough until somebody has heard it.
func (w *entire) overflow() {
	select {
	case w.lost <- fsnotify.ErrEventOverflow:
	default:
	}
}

func (w *entire) send(e fsnotify.Event) {
	select {
	case w.told <- e:
	case <-w.done:
	}
}

// tell tells what happened to a name. That a folder was written to says nothing: what is new in it has a name too.
func (w *entire) tell(name string, op fsnotify.Op) {
	if op == fsnotify.Write {
		if info, err := os.Lstat(name); err == nil && info.IsDir() {
			return
		}
	}
	w.send(fsnotify.Event{Name: name, Op: op})
}

// operations are what happened to a name, in fsnotify's words.
var operations = map[uint32]fsnotify.Op{
	windows.FILE_ACTION_ADDED: fsnotify.Create, windows.FILE_ACTION_RENAMED_NEW_NAME: fsnotify.Create,
	windows.FILE_ACTION_REMOVED: fsnotify.Remove, windows.FILE_ACTION_RENAMED_OLD_NAME: fsnotify.Rename,
	windows.FILE_ACTION_MODIFIED: fsnotify.Write,
}

// read tells the n bytes of news in the folder's buffer.
func (w *entire) read(f *openFolder, n uint32) {
	for at := uint32(0); at < n; {
		entry := (*windows.FileNotifyInformation)(unsafe.Pointer(&f.buffer[at]))
		name := windows.UTF16ToString(unsafe.Slice(&entry.FileName, entry.FileNameLength/2))
		w.tell(filepath.Join(f.name, name), operations[entry.Action])
		if entry.NextEntryOffset == 0 {
			return
		}
		at += entry.NextEntryOffset
	}
}
