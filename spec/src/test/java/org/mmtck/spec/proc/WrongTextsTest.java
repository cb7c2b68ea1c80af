package org.mmtck.spec.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Texts that are wrong in one place: each is refused there, by what was expected. A tilde stands for a line feed. */
@Epic("Observability")
@Feature("Wrong texts")
class WrongTextsTest {

    private static String refusal(Runnable parse) {
        try {
            parse.run();
        } catch (ProcFormatException e) {
            return String.valueOf(e.getMessage());
        }
        return "accepted";
    }

    private static String changed(String text, String old, String by) {
        return Texts.changed(text, old.replace('~', '\n'), by.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            "  DMA32 " ; " DMA32 "   ; b:2: expected 'Node <n>, zone <name> ' and 11 numbers
            DMA32      ; Dma32       ; "b:2: expected one of the zones DMA, DMA32"
            "   DMA32" ; "  Normal"  ; b:3: expected a zone that comes after Node 0, zone Normal
            "Normal "  ; "Normal      7 " ; b:3: expected 'Node <n>, zone <name> ' and 11 numbers
            "    752 ~"; "    752~"  ; b:2: expected 'Node <n>, zone <name> ' and 11 numbers
            "    752 " ; "   0752 "  ; b:2: expected 'Node <n>, zone <name> ' and 11 numbers
            "    752 " ; "    -52 "  ; b:2: expected 'Node <n>, zone <name> ' and 11 numbers
            Node 0     ; Node 1024   ; b:1: expected a node from 0 to 1023
            "113 ~"    ; "113 "      ; b:3: expected a line feed at the end of the last line
            "113 ~"    ; "113 ~~"    ; b:4: expected 'Node <n>, zone <name> ' and 11 numbers
            """)
    @Trips("PROC-1")
    void buddyinfo(String old, String by, String sentence) {
        String text = changed(Texts.recorded("buddyinfo.txt"), old, by);
        assertThat(refusal(() -> Buddyinfo.parse("b", text))).startsWith(sentence);
    }

    @Test
    @Trips("PROC-1")
    void nothingIsNoBuddyinfo() {
        assertThat(refusal(() -> Buddyinfo.parse("b", "")))
                .startsWith("b:1: expected 'Node")
                .endsWith("end of the file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            "order: 9"       ; "order: 24"       ; p:1: expected 'Page block order: <n>'
            "block:  512"    ; "block:  1024"    ; p:2: expected 'Pages per block:  512'
            "block:  512"    ; "block: 512"      ; p:2: expected 'Pages per block:  512'
            "block:  512~~"  ; "block:  512~"    ; "p:3: expected ''"
            "at order    "   ; "at order   "     ; p:4: expected 'Free pages count per migrate type at order  '
            "Unmovable  "    ; "Movable    "     ; p:5: expected a line like 'Node <n>, zone <name>, type <name>
            "type      Movable      0      0" ; "type      Movable      0 >99999" ; p:6: expected 'Node    0
            "type      Movable      0      0" ; "type      Movable      0 100000" ; p:6: expected 'Node    0
            "type   HighAtomic" ; "type          CMA" ; p:8: expected 'Node    0, zone      DMA, type   HighAtomic '
            "blocks type "   ; "blocks  type"    ; "p:21: expected 'Number of blocks type     Unmovable"
            "zone      DMA            1"   ; "zone    DMA32            1"   ; "p:22: expected a line of Node 0, zone DMA with 5"
            "          133"  ; "         133"    ; "p:24: expected a line of Node 0, zone Normal with 5"
            """)
    @Trips({"PROC-3", "PROC-4", "PROC-6"})
    void pagetypeinfo(String old, String by, String sentence) {
        String text = changed(Texts.recorded("pagetypeinfo.txt"), old, by);
        assertThat(refusal(() -> Pagetypeinfo.parse("p", text))).startsWith(sentence);
    }

    @Test
    @Verifies({"PROC-4", "PROC-6"})
    void longListsAndMixedBlocks() {
        String text = changed(Texts.recorded("pagetypeinfo.txt"), "Unmovable    545 ", "Unmovable >100000 ");
        String mixed = text + "\n"
                + "Number of mixed blocks    Unmovable      Movable  Reclaimable   HighAtomic      Isolate \n"
                + "Node 0, zone      DMA            0            1            0            0            0 \n"
                + "Node 0, zone    DMA32            0            2            0            0            0 \n"
                + "Node 0, zone   Normal            3            4            0            0            0 \n";
        Pagetypeinfo info = Pagetypeinfo.parse("p", mixed);
        assertThat(info.zones().get(2).free().get(0)).startsWith(Pagetypeinfo.COUNT_LIMIT, 1109L);
        assertThat(info.zones().get(2).mixed()).containsExactly(3L, 4L, 0L, 0L, 0L);
        assertThat(info.render()).isEqualTo(mixed);
        assertThat(new long[] {Pagetypeinfo.counted(99_999), Pagetypeinfo.counted(100_001)})
                .containsExactly(99_999, 100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            "zone      DMA~" ; "zone     DMA~"   ; "z:1: expected 'Node <n>, zone <name, 8 wide>'"
            "  pages free     3840" ; "  pages free    3840" ; "z:54: expected '  pages free     <n>'"
            "        boost"   ; "        booost"  ; "z:55: expected '        boost    <n>'"
            "  present  3998" ; "  present  4096" ; z:61: expected at most the 4095 pages of the line above
            "(0, 3019"        ; "(0,3019"         ; "z:64: expected '        protection: (<n>, <n>, ...)'"
            "  nr_mlock     0" ; "  nr_mlock    0" ; "z:73: expected '      nr_mlock     <n>'"
            "    cpu: 0"      ; "    cpu: 1"      ; z:90: expected a CPU that comes after CPU 1
            "high_min: 12"    ; "high_min: x"     ; "z:87: expected a line like '              high_min: %d'"
            "unreclaimable:  0" ; "unreclaimable:  2" ; "z:97: expected '  node_unreclaimable:  0' or the same with 1"
            "zone    DMA32"   ; "zone      DMA"   ; z:99: expected a zone that comes after Node 0, zone DMA
            """)
    @Trips({"PROC-9", "PROC-12", "PROC-13", "PROC-14"})
    void zoneinfo(String old, String by, String sentence) {
        String text = changed(Texts.recorded("zoneinfo.txt"), old, by);
        assertThat(refusal(() -> Zoneinfo.parse("z", text, KernelVersion.V6_18)))
                .startsWith(sentence);
    }

    @Test
    @Trips("PROC-9")
    void zoneinfoWithoutAllZonesIsRefused() {
        String text = Texts.recorded("zoneinfo.txt");
        String torn = text.substring(0, text.indexOf("Node 0, zone   Device"));
        assertThat(refusal(() -> Zoneinfo.parse("z", torn, KernelVersion.V6_18)))
                .isEqualTo(
                        "z: expected whole nodes, found that zoneinfo has 4 zones, which is no multiple of the 5 zones"
                                + " of a node (that many numbers has the protection)");
        String statless = text.replaceFirst("  per-node stats\n(      .*\n)*", "");
        assertThat(refusal(() -> Zoneinfo.parse("z", statless, KernelVersion.V6_18)))
                .isEqualTo(
                        "z: expected whole nodes, found that Node 0, zone DMA lacks the node's stats, which stand under"
                                + " the first populated zone alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            "postgres: page"  ; "postgres page"  ; "r:1: expected '<comm>: page allocation failure"
            "|__GFP_COMP)"    ; ")"              ; "r:1: expected 'postgres: page allocation failure: order:5, mode:0x50cc0(GFP_KERNEL|__GFP_NORETRY|__GFP_COMP)"
            "allowed=0-1"     ; "allowed=0,1"    ; r:1: expected a headline of a kernel ('0,1' is not how
            "Mem-Info:"       ; "Mem-info:"      ; r:48: expected 'Mem-Info:' after at most 1000 lines
            " active_file:401127 " ; "active_file:401127 " ; r:18: expected 'active_file:<n>' on this line
            "dirty:311 "      ; "dirty:311kB "   ; r:19: expected 'writeback:<n>' on this line
            "free_cma:0~"     ; "free_cma:0 ~"   ; r:24: expected the end of the line after its last value
            "Node 1 active"   ; "Node 0 active"  ; r:26: expected a node above 0
            "shmem_pmdmapped:0kB " ; ""          ; r:25: expected 'shmem_pmdmapped:<n>kB
            "unreclaimable? no" ; "unreclaimable? maybe" ; r:25: expected 'all_unreclaimable? yes' or no
            "DMA free:15360kB" ; "DMA free:15361kB" ; r:27: expected 'free:<n>kB (a multiple of 4)' on this line
            "highatomic:0KB"  ; "highatomic:0kB" ; r:27: expected 'reserved_highatomic:<n>KB
            "[]: 0 2988"      ; "[]: 2988"       ; r:30: expected 'lowmem_reserve[]:' and 4 numbers of pages
            "[]: 0 0 3906"    ; "[]: 0 0  3906"  ; r:30: expected 'lowmem_reserve[]:' and 5 numbers of pages
            "3*4096kB (M) ="  ; "3*4096kB (M) 0*8192kB =" ; "r:36: expected 'Node 0 DMA32: ' and the blocks of 12 orders"
            "(UME) 8000*8kB"  ; "(UEM) 8000*8kB" ; "r:38: expected 'Node 1 Normal: ' and the blocks of 11 orders"
            "500*16kB (UME)"  ; "500*16kB"       ; "r:36: expected 'Node 0 DMA32: ' and the blocks of 11 orders"
            "= 30000kB"       ; "= 30004kB"      ; "r:36: expected the sum of the blocks, '= 30000kB'"
            "0 pages in swap cache~Free swap" ; "0 pages in swap cache~free swap" ; "r:43: expected a line like 'Free swap  = %dkB'"
            "pages reserved~" ; "pages reserved~~" ; r:48: expected the end of the file
            """)
    @Trips({"FAIL-13", "FAIL-16", "FAIL-17", "FAIL-18", "FAIL-19", "FAIL-20", "FAIL-21"})
    void report(String old, String by, String sentence) {
        String text = changed(Texts.report("v6.18"), old, by);
        assertThat(refusal(() -> FailureReport.parse("r", text, GfpConfig.LINUX_6_18)))
                .startsWith(sentence);
    }

    @Test
    void messagesShowNoControlCharactersAndNoEndlessLines() {
        String text = "\u001b" + "x".repeat(500) + "\n";
        assertThat(refusal(() -> Buddyinfo.parse("b", text)))
                .endsWith("found '?" + "x".repeat(79) + "...'")
                .doesNotContain("\u001b");
        assertThatThrownBy(() -> Buddyinfo.parse("b", "x".repeat(ProcText.MAX_CHARS + 1)))
                .hasMessage("b: expected at most 67108864 characters, found 67108865");
    }
}
