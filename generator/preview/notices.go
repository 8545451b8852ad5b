package preview

import "github.com/fsnotify/fsnotify"

// notices are what the system tells of the folders that it was asked to watch.
type notices interface {
	// Add watches a folder, and where the system watches so all that is in it; see deep.
	Add(folder string) error
	// Told are the events, Lost the reasons why some were not told.
	Told() <-chan fsnotify.Event
	Lost() <-chan error
	// Close ends it. Neither channel is closed.
	Close() error
}

// room is how many events may wait.
const room = 1024

// flat are the notices of a system that watches folder by folder.
type flat struct{ *fsnotify.Watcher }

func newFlat() (notices, error) {
	w, err := fsnotify.NewBufferedWatcher(room)
	if err != nil {
		return nil, err
	}
	return flat{w}, nil
}

func (f flat) Told() <-chan fsnotify.Event { return f.Events }
func (f flat) Lost() <-chan error          { return f.Errors }
