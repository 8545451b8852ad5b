package check
import ("testing";"os";"unicode/utf8";"qizhi/generator/check/personal")
func BenchmarkZ(b *testing.B){
 raw,_:=os.ReadFile("/tmp/qz/corpus-1000/content/cases/case-000086.md")
 s:=string(raw)
 b.Log(len(s))
 b.Run("valid",func(b *testing.B){b.SetBytes(int64(len(s)));for b.Loop(){ utf8.ValidString(s)}})
 b.Run("may",func(b *testing.B){b.SetBytes(int64(len(s)));b.ReportAllocs();for b.Loop(){ personal.May(s)}})
 b.Run("stop",func(b *testing.B){b.SetBytes(int64(len(s)));b.ReportAllocs();for b.Loop(){ Stopping("cases/a.md",raw)}})
}
