package personal

import (
	"bytes"
	"slices"
)

// issuer is the beginning of the numbers of some cards, and how many digits these have.
type issuer struct {
	prefix            string
	shortest, longest int
}

// issuers are those of cards in use in China: UnionPay's own, the older ones of the large banks, and
// those of Visa, Mastercard and JCB.
var issuers = []issuer{
	{"62", 16, 19},                                                                 // 银联
	{"60", 16, 19},                                                                 // 601382 中国银行, 601428 交通银行, 603xxx 城市商业银行, 6011 Discover
	{"9558", 19, 19},                                                               // 工商银行
	{"9559", 19, 19},                                                               // 农业银行
	{"690755", 16, 18},                                                             // 招商银行
	{"456351", 19, 19},                                                             // 中国银行
	{"436742", 16, 19},                                                             // 建设银行
	{"405512", 17, 17},                                                             // 交通银行
	{"4", 16, 16},                                                                  // Visa
	{"51", 16, 16}, {"52", 16, 16}, {"53", 16, 16}, {"54", 16, 16}, {"55", 16, 16}, // Mastercard
	{"222", 16, 16}, {"223", 16, 16}, {"224", 16, 16}, {"225", 16, 16}, {"226", 16, 16},
	{"23", 16, 16}, {"24", 16, 16}, {"25", 16, 16}, {"26", 16, 16}, {"27", 16, 16},
	{"35", 16, 16}, // JCB
}

// cardParts are the ways in which a card number is printed and written.
var cardParts = [][]int{{16}, {17}, {18}, {19}, {4, 4, 4, 4}, {4, 4, 4, 5}, {4, 4, 4, 6}, {4, 4, 4, 7},
	{4, 4, 4, 4, 1}, {4, 4, 4, 4, 2}, {4, 4, 4, 4, 3}, {6, 10}, {6, 11}, {6, 12}, {6, 13}}

// bankCard reads a bank card's number: a known issuer and length, and Luhn's checksum (GB/T 14504,
// ISO/IEC 7812-1).
func bankCard(c *chain, i, j int, digits []byte) (Number, bool) {
	if len(digits) < 16 || len(digits) > 19 || !c.parted(i, j, cardParts) && !c.even(i, j) && !c.wrapped(i, j) || !c.alone(i, j) || !issued(digits) || !luhn(digits) {
		return Number{}, false
	}
	n := c.number(BankCard, i, j, digits)
	return n, c.standsAlone(n, i, j)
}

// even reports groups of one length, of which the last may be shorter, or one longer: 62220 20212 34567 8909.
func (c *chain) even(i, j int) bool {
	width := c.groups[i].count
	for _, g := range c.groups[i : j-1] {
		if g.count != width {
			return false
		}
	}
	return width <= 6 && c.groups[j-1].count <= width+1
}

func issued(digits []byte) bool {
	return slices.ContainsFunc(issuers, func(i issuer) bool {
		return len(digits) >= i.shortest && len(digits) <= i.longest && bytes.HasPrefix(digits, []byte(i.prefix))
	})
}

func luhn(digits []byte) bool {
	sum := 0
	for k := range digits {
		d := int(digits[len(digits)-1-k] - '0')
		if k%2 == 1 {
			d *= 2
			d = d/10 + d%10
		}
		sum += d
	}
	return sum%10 == 0
}
