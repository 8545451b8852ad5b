package site

// builtin is the content model of DOMAIN.md. Relations name the other page by title, file name or
// path; each is written on one side and shown on both. A relation whose Inverse is the name of a
// relation field of the other kind is the same relation, and may be written on either side.
func builtin() []*Kind {
	branch := Field{Name: "branch", Label: "党组织", Type: RelationField, Of: "branch", Hint: "党组织页面的标题"}
	branchOf := func(inverse, label string) Field {
		f := branch
		f.Inverse, f.InverseLabel = inverse, label
		return f
	}
	public := []string{"source", "author", "editor"} // 公开信息的要素
	return []*Kind{
		{Name: "chamber", Label: "商会", Folder: "chambers", Layout: "chamber", Fields: []Field{
			{Name: "form", Label: "组建形式", Type: ChoiceField, Required: true, Options: []string{"党支部", "联合党支部", "未建立"}},
			branchOf("chambers", "所属商会"),
			{Name: "instructor", Label: "党建指导员", Type: TextField, Hint: "未建立党组织的商会填写"},
		}},
		{Name: "branch", Label: "党组织", Folder: "branches", Layout: "branch", Fields: []Field{
			{Name: "form", Label: "组建形式", Type: ChoiceField, Options: []string{"党支部", "联合党支部"}},
			{Name: "chambers", Label: "所属商会", Type: RelationsField, Of: "chamber", Inverse: "branch", InverseLabel: "党组织"},
			{Name: "secretary", Label: "书记", Type: TextField},
			{Name: "role", Label: "书记在商会的职务", Type: TextField},
			{Name: "members", Label: "党员人数", Type: NumberField, Most: 100_000_000},
		}},
		{Name: "brand", Label: "一支部一特色", Folder: "brands", Layout: "brand", Fields: []Field{
			{Name: branch.Name, Label: branch.Label, Type: branch.Type, Of: branch.Of, Hint: branch.Hint, Inverse: "brands", InverseLabel: "一支部一特色", Alone: true},
			{Name: "chamber", Label: "所属商会", Type: RelationField, Of: "chamber", Inverse: "brands", InverseLabel: "一支部一特色"},
			{Name: "slogan", Label: "口号", Type: TextField},
			{Name: "measures", Label: "做法", Type: ListField},
			{Name: "press", Label: "报道", Type: ListField},
		}},
		{Name: "case", Label: "一支部一案例", Folder: "cases", Layout: "case", Dated: true, Common: public, Fields: []Field{
			branchOf("cases", "一支部一案例"),
			{Name: "brand", Label: "所属品牌", Type: RelationField, Of: "brand", Inverse: "cases", InverseLabel: "案例"},
			{Name: "problem", Label: "问题", Type: LongField},
			{Name: "method", Label: "支部工作法", Type: LongField},
			{Name: "result", Label: "成效", Type: LongField},
			{Name: "evidence", Label: "佐证", Type: ListField},
		}},
		{Name: "series", Label: "系列活动", Folder: "series", Layout: "series", Fields: []Field{
			{Name: "unit", Label: "量词", Type: TextField, Hint: "不写就是“期”；也可以写“次”“讲”"},
			{Name: "host", Label: "主办", Type: TextField},
		}},
		{Name: "activity", Label: "活动", Folder: "activities", Layout: "activity", Dated: true, Common: public, Fields: []Field{
			{Name: "series", Label: "系列", Type: RelationField, Of: "series", Inverse: "sessions", InverseLabel: "历次活动", Ordered: "session"},
			{Name: "session", Label: "期次", Type: NumberField, Hint: "第几期，只写数字", Least: 1, Most: 99_999},
			{Name: "place", Label: "地点", Type: TextField},
			{Name: "host", Label: "主办", Type: TextField},
			branchOf("activities", "活动"),
			{Name: "chamber", Label: "商会", Type: RelationField, Of: "chamber", Inverse: "activities", InverseLabel: "活动"},
			{Name: "participants", Label: "参加人员", Type: TextField},
			{Name: "photos", Label: "照片", Type: FileField, Hint: "照片的文件名，或放照片的文件夹"},
		}},
		{Name: "news", Label: "工作动态", Folder: "news", Layout: "news", Dated: true, Fresh: 14, Common: public, Fields: []Field{
			branchOf("news", "动态"),
		}},
		{Name: "notice", Label: "通知公告", Folder: "notices", Layout: "notice", Dated: true, Fresh: 180, Common: []string{"expires", "source", "author", "editor"}, Fields: []Field{
			{Name: "contact", Label: "联系人", Type: TextField},
			{Name: "attachments", Label: "附件", Type: FileField},
		}},
		{Name: "honour", Label: "先锋模范", Folder: "honours", Layout: "honour", Fields: []Field{
			{Name: "person", Label: "姓名", Type: TextField},
			{Name: "role", Label: "职务", Type: TextField},
			{Name: "award", Label: "荣誉", Type: TextField},
			{Name: "status", Label: "状态", Type: ChoiceField, Options: []string{"推荐", "参评", "获评"}},
			branchOf("honours", "先锋模范"),
		}},
		{Name: "handbook", Label: "应知应会", Folder: "handbook", Layout: "handbook", Common: []string{"weight"}},
		{Name: "plan", Label: "工作安排", Folder: "plans", Layout: "plan", Common: []string{"weight"}, Fields: []Field{
			{Name: periodKey, Label: "时间", Type: DateField, Hint: "这件事安排在哪一段，2022-H2 是2022年下半年，也可以写 2022、2022-Q3、2022-07"},
			{Name: "item", Label: "事项", Type: TextField},
			{Name: "status", Label: "状态", Type: ChoiceField, Options: []string{"计划", "进行", "完成"}},
			{Name: "measures", Label: "措施", Type: ListField},
			{Name: "progress", Label: "进度", Type: NumberField, Most: 100, Hint: "百分数，没有就不写"},
		}},
		{Name: "statistics", Label: "数说党建", Folder: "statistics", Layout: "statistics"},
		{Name: "page", Label: "页面", Folder: "", Layout: "page", Fields: []Field{
			{Name: "attachments", Label: "附件", Type: FileField},
		}},
	}
}
