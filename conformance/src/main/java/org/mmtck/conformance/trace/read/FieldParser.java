package org.mmtck.conformance.trace.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Reads the fields of a page event, in the order in which the kernel prints them. Each must be there and whole; more
 * fields of the form {@code name=value} may follow, since other kernels have some.
 */
final class FieldParser {
    private static final byte[] PAGE = word("page=");
    private static final byte[] PFN = word("pfn=");
    private static final byte[] ORDER = word("order=");
    private static final byte[] MIGRATETYPE = word("migratetype=");
    private static final byte[] GFP_FLAGS = word("gfp_flags=");
    private static final byte[] PERCPU_REFILL = word("percpu_refill=");
    private static final byte[] ALLOC_ORDER = word("alloc_order=");
    private static final byte[] FALLBACK_ORDER = word("fallback_order=");
    private static final byte[] PAGEBLOCK_ORDER = word("pageblock_order=");
    private static final byte[] ALLOC_MIGRATETYPE = word("alloc_migratetype=");
    private static final byte[] FALLBACK_MIGRATETYPE = word("fallback_migratetype=");
    private static final byte[] FRAGMENTING = word("fragmenting=");
    private static final byte[] CHANGE_OWNERSHIP = word("change_ownership=");
    private static final byte[] HEX_PREFIX = word("0x");

    private final Cursor cursor;
    private final GfpColumn gfp = new GfpColumn();
    private String damage = "";

    FieldParser(Cursor cursor) {
        this.cursor = cursor;
    }

    private static byte[] word(String word) {
        return word.getBytes(US_ASCII);
    }

    /** Reads the fields of {@code line.event}; false if the line is torn, with {@link #damage()}. */
    boolean parse(TraceLine line) {
        return pageAndPfn(line) && special(line) && more();
    }

    /** What is wrong, as the end of a sentence. */
    String damage() {
        return damage;
    }

    /** Whether the cursor is at what only a page event begins with. */
    boolean looksLikeFields() {
        return cursor.looksAt(PAGE);
    }

    private boolean special(TraceLine line) {
        return switch (line.event) {
            case ALLOC -> order(line) && migratetype(line) && gfpFlags();
            case FREE, FREE_BATCHED -> order(line);
            case ZONE_LOCKED -> order(line) && migratetype(line) && percpuRefill(line);
            case PCPU_DRAIN -> order(line) && migratetype(line);
            case EXTFRAG -> extfrag(line);
        };
    }

    private boolean pageAndPfn(TraceLine line) {
        return page(line) && pfn(line);
    }

    private boolean page(TraceLine line) {
        if (!key(PAGE, "page=")) {
            return false;
        }
        if (cursor.peek() == '(') {
            // (nil), (null), (____ptrval____): the kernel chose not to show the address.
            cursor.skipWord();
            return true;
        }
        if (cursor.looksAt(HEX_PREFIX)) {
            cursor.at += HEX_PREFIX.length;
        }
        // A word that the line's end cuts off may have lost digits, so only one that a space follows is kept.
        if (!cursor.hex() || cursor.peek() != ' ') {
            return damaged("page= is not a whole hexadecimal number");
        }
        line.page = cursor.value;
        line.hasPage = true;
        return true;
    }

    private boolean pfn(TraceLine line) {
        if (!key(PFN, "pfn=")) {
            return false;
        }
        boolean hex = cursor.looksAt(HEX_PREFIX);
        if (hex) {
            cursor.at += HEX_PREFIX.length;
        }
        // Kernels before 5.11 print it in decimal.
        if (!(hex ? cursor.hex() : cursor.decimal()) || cursor.peek() != ' ') {
            return damaged("pfn= is not a whole number");
        }
        line.pfn = cursor.value;
        line.hasPfn = true;
        return true;
    }

    private boolean order(TraceLine line) {
        if (!number(ORDER, "order=")) {
            return false;
        }
        line.order = cursor.value;
        return true;
    }

    private boolean migratetype(TraceLine line) {
        if (!number(MIGRATETYPE, "migratetype=")) {
            return false;
        }
        line.migratetype = cursor.value;
        return true;
    }

    private boolean percpuRefill(TraceLine line) {
        if (!number(PERCPU_REFILL, "percpu_refill=")) {
            return false;
        }
        line.percpuRefill = cursor.value;
        return true;
    }

    private boolean gfpFlags() {
        if (!key(GFP_FLAGS, "gfp_flags=")) {
            return false;
        }
        int from = cursor.at;
        cursor.skipWord();
        return gfp.isWhole(cursor.text, from, cursor.at) || damaged("gfp_flags= is not a list of whole flag names");
    }

    private boolean extfrag(TraceLine line) {
        if (!number(ALLOC_ORDER, "alloc_order=")) {
            return false;
        }
        line.order = cursor.value;
        if (!number(FALLBACK_ORDER, "fallback_order=")) {
            return false;
        }
        line.fallbackOrder = cursor.value;
        if (!number(PAGEBLOCK_ORDER, "pageblock_order=")) {
            return false;
        }
        line.pageblockOrder = cursor.value;
        if (!number(ALLOC_MIGRATETYPE, "alloc_migratetype=")
                || !number(FALLBACK_MIGRATETYPE, "fallback_migratetype=")
                || !number(FRAGMENTING, "fragmenting=")) {
            return false;
        }
        line.fragmenting = cursor.value;
        return number(CHANGE_OWNERSHIP, "change_ownership=");
    }

    /** Goes over spaces and this key. */
    private boolean key(byte[] key, String shown) {
        cursor.skipSpaces();
        if (cursor.eat(key)) {
            return true;
        }
        return damaged(
                cursor.atEnd() ? "the line ends where " + shown + " should stand" : shown + " should stand here");
    }

    private boolean number(byte[] key, String shown) {
        if (!key(key, shown)) {
            return false;
        }
        boolean whole = cursor.signed() && (cursor.atEnd() || cursor.peek() == ' ');
        return whole || damaged(shown + " is not a whole number");
    }

    /** Goes over fields that this kit does not know, to the end of the line. */
    private boolean more() {
        cursor.skipSpaces();
        while (!cursor.atEnd()) {
            int from = cursor.at;
            while (isKeyByte(cursor.peek())) {
                cursor.at++;
            }
            if (cursor.at == from || cursor.peek() != '=') {
                return damaged("only fields of the form name=value may stand here");
            }
            cursor.skipWord();
            cursor.skipSpaces();
        }
        return true;
    }

    private static boolean isKeyByte(int b) {
        return (b >= 'a' && b <= 'z') || b == '_' || Cursor.isDigit(b);
    }

    private boolean damaged(String what) {
        damage = what;
        return false;
    }
}
