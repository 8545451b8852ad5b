// Package file reads and writes whole regular files with as few calls to the system as it takes.
//
// Package os makes whatever it opens ready to be waited for, as a pipe or a socket has to be: five calls more a
// file, none of which a file on a disk has any use for, and a site is ten thousand of them.
//
// It promises that a file is read as far as it goes at that moment, that one which is made was not there before,
// and that errors are those of package os ([io/fs.PathError], which errors.Is knows).
package file
