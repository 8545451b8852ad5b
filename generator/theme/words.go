package theme

import "strings"

// fieldWords are the words of the field that a heading is not broken within. It is no dictionary: only what titles of
// chambers, branches and offices are made of, so that a line ends after 推进 and not after 推. Words of one
// beginning stand with the longer first, which is the one that is taken.
const fieldWords = `
共产党员 共产党 党支部 党组织 党建 党员 党委 党课 党章 党日 党史 党务 党群 党性 党内 党风廉政 党费 联合党支部 支部 书记 委员会 委员 组织部 组织 组建
统战部 统战 工商联 商会 行业 直属 会长 会员 理事会 理事 副会长 秘书长 企业家 企业 民营 民企 非公 市场 园区 街道 社区 乡镇
主题 教育 学习 贯彻 宣传 宣讲 精神 重要 讲话 会议 大会 代表 报告 总结 工作 情况 通报 通知 公告 公示 通告 意见 方案 办法 规定
制度 条例 章程 细则 手册 计划 安排 部署 要求 任务 措施 目标 项目 活动 培训班 培训 讲座 讲堂 大讲堂 座谈会 座谈 调研 考察 交流
研讨 观摩 参观 慰问 走访 帮扶 帮助 联系 服务 志愿 志愿者 推进 推动 推荐 推选 推广 选优配强 促进 提升 提高 加强 加快 深化 深入 全面 全市
全省 全国 扎实 切实 积极 认真 严格 规范 规范化 标准化 制度化 常态化 建设 建立 创建 创新 打造 探索 实践 落实 开展 举办 召开 组织生活
组建率 覆盖面 覆盖率 覆盖 引领 政治 思想 作风 纪律 廉政 诚信 经营 承诺书 承诺 示范户 示范点 示范 先锋 模范 先进 优秀 表彰 命名
评选 参评 候选人 候选 名单 最美 退役 军人 劳动 妇女 青年 老年 群众 群团 人大 政协 政府 纪委 监委 办公室 办公 中心 协会 学会 基地
纪念馆 革命 红色 历史 传统 文化 法治 法律 法规 政策 纾困 发展 高质量 质量 经济 社会 责任 营商 环境 乡村 振兴 共同 富裕 安全 生产
疫情 防控 消防 应急 管理 监督 检查 考核 述职 评议 民主 选举 换届 换届选举 任职 任命 发展对象 积极分子 预备 入党 申请 转正 关系 接转
关于 说明 进一步 有关 做好 印发 转发 征集 报送 报名 申报 召集 下发 上半年 下半年 年度 季度 月份 年终 半年 第一 第二 第三 同志 名义
案例 特色 品牌 亮点 经验 做法 成效 成果 机制 体系 体制 模式 平台 载体 抓手 能力 水平 素质 队伍 人才 干部 骨干 指导员 指导 台账
基础 材料 数据 统计 指标 信息 信息化 网站 网络 图片 照片 视频 现场 签订 授牌 揭牌 启动 仪式 结对 共建 融合 一体化 格局 新时代 时代
特色社会主义 社会主义 中国 中央 全会 二十大 代表大会 应知应会 会长之家 三会一课 双向进入 交叉任职 四个同时 化解 纠纷 清单 难关 我们 带头 亮牌 亮责任 亮身份 树形象 当先锋 主动 会员 情怀 力量 红岩 建党 周年 庆祝
基层 贫困 集中 整治 整改 专项 行动 巡视 巡察 督导 督查 验收 评估 指南 须知 简介 概况 简报 快讯 动态 新闻 要闻 专题 专栏 论坛 展览 展示 竞赛 演讲 征文 故事
红色引擎 引擎 匠心 公益 捐赠 捐款 爱心 乡亲 党员大会 支委会 民主生活会 民主评议 谈心谈话 组织关系 党费收缴 发展党员 党旗 党徽 宣誓 入党宣誓 誓词
工商业联合会 工商业 联合会 联合 总商会 异地商会 产业 产品 供应链 数字 智能 新能源 科技 金融 融资 银行 税务 司法 律师 维权 调解 仲裁 消费者
`

// wordsBy are fieldWords by their first two characters, longest first.
var wordsBy = groupWords()

func groupWords() map[string][]string {
	by := map[string][]string{}
	for word := range strings.FieldsSeq(fieldWords) {
		key := word[:6] // two Han characters of three bytes
		list := by[key]
		at := 0
		for at < len(list) && len(list[at]) >= len(word) {
			at++
		}
		by[key] = append(list[:at], append([]string{word}, list[at:]...)...)
	}
	return by
}

// fieldWord is the length in bytes of the word of fieldWords that a text begins with; 0 when there is none.
func fieldWord(text string) int {
	if len(text) < 6 || !begins.has(text) {
		return 0
	}
	for _, word := range wordsBy[text[:6]] {
		if strings.HasPrefix(text, word) {
			return len(word)
		}
	}
	return 0
}

// characters is a set of characters of three bytes, of which Han are; for any other character it may say what it likes.
type characters [1 << 16 / 64]uint64

// begins are the characters with which a word of fieldWords begins.
var begins = func() (set characters) {
	for word := range strings.FieldsSeq(fieldWords) {
		n := number(word)
		set[n/64] |= 1 << (n % 64)
	}
	return set
}()

// has reports whether a text of three bytes or more may begin with one of the characters.
func (s *characters) has(text string) bool {
	n := number(text)
	return s[n/64]>>(n%64)&1 != 0
}

// number tells characters of three bytes apart, whatever the bytes are.
func number(text string) uint16 {
	return uint16(text[0])<<12 | uint16(text[1]&0x3f)<<6 | uint16(text[2]&0x3f)
}
