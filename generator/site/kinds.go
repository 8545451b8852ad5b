package site

// Kind is what a page is: its fields and its layout. The kinds are a table (DOMAIN, "Content
// model"); a site adds its own in site.toml under [kinds.x].
type Kind struct {
	Name   string // "case"
	Label  string // "一支部一案例"
	Folder string // where `qizhi new` puts a page when no section has the kind: "cases"
	Layout string // "case"; a kind of the site's own has "page"
	Fields []Field
	Common []string // the common keys that its pages mostly need, which `qizhi new` offers beside Fields
	Dated  bool     // lives by its date: newest first, warns without one
	Fresh  int      // days after which its section counts as overdue; 0 for never
}

// FieldType says how a field is written and shown.
type FieldType uint8

// The field types.
const (
	TextField      FieldType = iota + 1 // one text
	LongField                           // a text of several paragraphs (blank line between)
	ListField                           // a list of texts
	NumberField                         // a whole number
	DateField                           // a date
	ChoiceField                         // one of Options
	RelationField                       // one page of kind Of, by title, file name or path
	RelationsField                      // several
	FileField                           // a list of files beside the page
	RowsField                           // a list of tables with Columns
)

// Field is one key that a kind adds to the front matter.
type Field struct {
	Name     string
	Label    string
	Type     FieldType
	Required bool
	Options  []string
	// Of is the kind that a relation names.
	Of string
	// Inverse is the name and InverseLabel the label of the group on the other page; a relation
	// with the same group name written on the other side is the same relation.
	Inverse, InverseLabel string
	// Alone says that of the pages that name one page by the field there is to be only one: a branch has one brand.
	Alone bool
	// Ordered, when set, is the name of a number field by which the inverse group is sorted.
	Ordered string
	Columns []Field // of RowsField
	// Least and Most bound a number; both 0 for any.
	Least, Most int
	Hint        string // words for `qizhi new`
}

// Kinds is the table of kinds: those of the content model first, then the site's own in the order
// of site.toml. It is immutable.
type Kinds struct {
	list     []*Kind
	byName   map[string]*Kind
	byFolder map[string]*Kind
	names    []string
}

// NewKinds joins the kinds of the content model with those that the site defines itself.
func NewKinds(config *Config) *Kinds {
	k := &Kinds{byName: map[string]*Kind{}, byFolder: map[string]*Kind{}}
	list := builtin()
	if config != nil {
		list = append(list, config.OwnKinds...)
	}
	for _, kind := range list {
		if k.byName[kind.Name] != nil {
			continue
		}
		k.list = append(k.list, kind)
		k.names = append(k.names, kind.Name)
		k.byName[kind.Name] = kind
		if kind.Folder != "" && k.byFolder[kind.Folder] == nil {
			k.byFolder[kind.Folder] = kind
		}
	}
	return k
}

// All returns every kind in the order of the table; it is not to be changed.
func (k *Kinds) All() []*Kind { return k.list }

// Get returns the kind of that name, or nil.
func (k *Kinds) Get(name string) *Kind { return k.byName[name] }

// Names returns the name of every kind in the order of the table; it is not to be changed.
func (k *Kinds) Names() []string { return k.names }

// ForFolder returns the kind whose pages lie in a folder of that name by habit, or nil.
func (k *Kinds) ForFolder(name string) *Kind { return k.byFolder[name] }

// Field returns the kind's field of that name, or nil.
func (k *Kind) Field(name string) *Field {
	for i := range k.Fields {
		if k.Fields[i].Name == name {
			return &k.Fields[i]
		}
	}
	return nil
}

// IsRelation reports whether the field names other pages.
func (f *Field) IsRelation() bool { return f.Type == RelationField || f.Type == RelationsField }
