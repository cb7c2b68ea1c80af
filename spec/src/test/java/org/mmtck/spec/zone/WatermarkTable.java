package org.mmtck.spec.zone;

import org.mmtck.spec.fixture.Table;

/** The worked examples of the watermark test: zone (MIN 1000, LOW 1250, HIGH 1500, PROMO 1750), reserve 200 at index 3. */
final class WatermarkTable {

    /** Columns net and lim are those of the comparison that decided, step is its name. */
    static final Table ROWS = Table.of("""
            row ; order ; level ; flags                        ; idx ; state                          ; net  ; lim  ; result ; step      ; branch
            1   ; 0     ; 1     ; -                            ; 2   ; free=1251                      ; 1251 ; 1250 ; true   ; SHORTCUT  ; SHORTCUT_PASSED
            2   ; 0     ; 1     ; -                            ; 2   ; free=1250                      ; 1250 ; 1250 ; false  ; TEST      ; BASE_FAILED
            3   ; 0     ; 1     ; -                            ; 3   ; free=1451                      ; 1451 ; 1450 ; true   ; SHORTCUT  ; SHORTCUT_PASSED
            4   ; 0     ; 1     ; -                            ; 3   ; free=1450                      ; 1450 ; 1450 ; false  ; TEST      ; BASE_FAILED
            5   ; 0     ; 0     ; MIN_RESERVE                  ; 2   ; free=501                       ; 501  ; 500  ; true   ; TEST      ; ORDER_0_PASSED
            6   ; 0     ; 0     ; MIN_RESERVE                  ; 2   ; free=500                       ; 500  ; 500  ; false  ; TEST      ; BASE_FAILED
            7   ; 0     ; 0     ; MIN_RESERVE NON_BLOCK        ; 2   ; free=376                       ; 376  ; 375  ; true   ; TEST      ; ORDER_0_PASSED
            8   ; 0     ; 0     ; MIN_RESERVE NON_BLOCK        ; 2   ; free=375                       ; 375  ; 375  ; false  ; TEST      ; BASE_FAILED
            9   ; 0     ; 0     ; NON_BLOCK                    ; 2   ; free=1000                      ; 1000 ; 1000 ; false  ; TEST      ; BASE_FAILED
            10  ; 0     ; 0     ; NON_BLOCK                    ; 2   ; free=1001                      ; 1001 ; 1000 ; true   ; SHORTCUT  ; SHORTCUT_PASSED
            11  ; 0     ; 0     ; OOM                          ; 2   ; free=501                       ; 501  ; 500  ; true   ; TEST      ; ORDER_0_PASSED
            12  ; 0     ; 0     ; MIN_RESERVE NON_BLOCK OOM    ; 2   ; free=188 min=1001              ; 188  ; 188  ; false  ; TEST      ; BASE_FAILED
            13  ; 0     ; 0     ; MIN_RESERVE NON_BLOCK OOM    ; 2   ; free=189 min=1001              ; 189  ; 188  ; true   ; TEST      ; ORDER_0_PASSED
            14  ; 0     ; 1     ; -                            ; 2   ; free=1300 highatomic=100       ; 1200 ; 1250 ; false  ; TEST      ; BASE_FAILED
            15  ; 0     ; 0     ; -                            ; 2   ; free=1050 highatomic=100       ; 950  ; 1000 ; false  ; TEST      ; BASE_FAILED
            16  ; 0     ; 0     ; NON_BLOCK                    ; 2   ; free=1050 highatomic=100       ; 1050 ; 1000 ; true   ; SHORTCUT  ; SHORTCUT_PASSED
            17  ; 0     ; 1     ; -                            ; 2   ; free=2000 cma=900              ; 1100 ; 1250 ; false  ; TEST      ; BASE_FAILED
            18  ; 0     ; 1     ; CMA                          ; 2   ; free=2000 cma=900              ; 2000 ; 1250 ; true   ; SHORTCUT  ; SHORTCUT_PASSED
            19  ; 0     ; 0     ; -                            ; 2   ; free=50 cma=80                 ; -30  ; 1000 ; false  ; TEST      ; BASE_FAILED
            20  ; 4     ; 1     ; -                            ; 2   ; free=1265 block=1265x0U        ; 1250 ; 1250 ; false  ; TEST      ; BASE_FAILED
            21  ; 4     ; 1     ; -                            ; 2   ; free=1266 block=1266x0U        ; 1251 ; 1250 ; false  ; TEST      ; NO_BLOCK
            22  ; 4     ; 1     ; -                            ; 2   ; free=1266 block=1250x0U block=4U ; 1251 ; 1250 ; true  ; TEST      ; BLOCK_FOUND
            23  ; 4     ; 1     ; -                            ; 2   ; free=1300 block=1300x0U block=5I ; 1285 ; 1250 ; false ; TEST      ; NO_BLOCK
            24  ; 3     ; 1     ; -                            ; 2   ; free=1300 cma=32 block=1268x0U block=5C ; 1261 ; 1250 ; false ; TEST ; NO_BLOCK
            25  ; 3     ; 1     ; CMA                          ; 2   ; free=1300 cma=32 block=1268x0U block=5C ; 1293 ; 1250 ; true  ; TEST ; BLOCK_FOUND
            26  ; 3     ; 0     ; MIN_RESERVE NON_BLOCK HIGHATOMIC ; 2 ; free=900 block=836x0U block=6H ; 893 ; 375 ; true   ; TEST      ; BLOCK_FOUND
            27  ; 3     ; 0     ; MIN_RESERVE NON_BLOCK        ; 2   ; free=900 block=836x0U block=6H ; 893  ; 375  ; false  ; TEST      ; NO_BLOCK
            28  ; 3     ; 0     ; OOM                          ; 2   ; free=900 block=836x0U block=6H ; 893  ; 500  ; true   ; TEST      ; BLOCK_FOUND
            29  ; 0     ; 1     ; -                            ; 2   ; free=1400 boost=512            ; 1400 ; 1762 ; false  ; TEST      ; BASE_FAILED
            30  ; 0     ; 0     ; -                            ; 2   ; free=1400 boost=512            ; 1400 ; 1512 ; false  ; TEST      ; BASE_FAILED
            31  ; 0     ; 0     ; MIN_RESERVE                  ; 2   ; free=700 boost=512             ; 700  ; 500  ; true   ; UNBOOSTED ; ORDER_0_PASSED
            32  ; 1     ; 0     ; MIN_RESERVE                  ; 2   ; free=700 boost=512 block=350x1U ; 699 ; 756  ; false  ; TEST      ; BASE_FAILED
            33  ; 0     ; 0     ; MIN_RESERVE                  ; 2   ; free=800 boost=512             ; 800  ; 756  ; true   ; TEST      ; ORDER_0_PASSED
            34  ; 0     ; 1     ; MIN_RESERVE                  ; 2   ; free=700 boost=512             ; 700  ; 881  ; false  ; TEST      ; BASE_FAILED
            35  ; 0     ; 0     ; HIGHATOMIC                   ; 2   ; free=1000                      ; 1000 ; 1000 ; false  ; TEST      ; BASE_FAILED
            36  ; 2     ; 0     ; -                            ; 2   ; free=3 marks=0 block=3x0U      ; 0    ; 0    ; false  ; TEST      ; BASE_FAILED
            37  ; 2     ; 0     ; -                            ; 2   ; free=4 marks=0 block=2M        ; 1    ; 0    ; true   ; TEST      ; BLOCK_FOUND
            38  ; 10    ; 1     ; -                            ; 2   ; free=2001 block=977x0U block=10U ; 978 ; 1250 ; false  ; TEST      ; BASE_FAILED
            39  ; 10    ; 1     ; -                            ; 2   ; free=2274 block=1250x0U block=10U ; 1251 ; 1250 ; true ; TEST      ; BLOCK_FOUND
            40  ; 5     ; 0     ; -                            ; 2   ; free=20 block=20x0U            ; -11  ; 1000 ; false  ; TEST      ; BASE_FAILED
            """);

    private WatermarkTable() {}

    static FakeZone zone(Table.Row row) {
        return FakeZone.of(row.text("state"));
    }

    /** The mark that is tested: the level's with boost. */
    static long mark(Table.Row row) {
        FakeZone zone = zone(row);
        return zone.marks[row.integer("level")] + zone.boost;
    }

    static int flags(Table.Row row) {
        int flags = row.integer("level");
        if (row.text("flags").equals("-")) {
            return flags;
        }
        for (String name : row.text("flags").split(" ")) {
            flags |= switch (name) {
                case "OOM" -> 0x08;
                case "NON_BLOCK" -> 0x10;
                case "MIN_RESERVE" -> 0x20;
                case "CMA" -> 0x80;
                case "HIGHATOMIC" -> 0x200;
                default -> throw new IllegalArgumentException("no flag of the table is called " + name);
            };
        }
        return flags;
    }

    static WatermarkVerdict explain(Table.Row row) {
        return ZoneWatermark.explainWatermarkFast(
                zone(row), row.integer("order"), mark(row), row.integer("idx"), flags(row));
    }
}
