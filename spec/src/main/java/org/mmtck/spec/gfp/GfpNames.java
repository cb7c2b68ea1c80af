package org.mmtck.spec.gfp;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GFP masks as the kernel prints them, and back. For people and files, not for decisions.
 *
 * <p>Printing goes once through an ordered table: a name whose bits are all still there is printed and takes its bits away;
 * what is left over follows as one hexadecimal number ({@code lib/vsprintf.c: format_flags}).
 */
public final class GfpNames {

    /** Longest text that {@link #parse} looks at, in characters; the longest name list of a kernel has about 400. */
    public static final int MAX_TEXT = 4096;

    private static final int MAX_EDITS_TO_SUGGEST = 2;
    /** One wrong letter in so many is a slip; more is another word. */
    private static final int LETTERS_PER_EDIT = 4;

    private GfpNames() {}

    /** As in the log ({@code %pGg}): names joined by {@code |}; a mask without bits prints as nothing at all. */
    public static String print(int gfp, GfpConfig config) {
        StringBuilder out = new StringBuilder();
        int left = gfp;
        for (Map.Entry<String, Integer> entry : GfpNameTable.printed(config).entrySet()) {
            int mask = entry.getValue();
            if (left == 0) {
                break;
            }
            if ((left & mask) == mask) {
                append(out, entry.getKey());
                left &= ~mask;
            }
        }
        if (left != 0) {
            append(out, "0x" + Integer.toHexString(left));
        }
        return out.toString();
    }

    /** As in a trace ({@code gfp_flags=}): like {@link #print}, but {@code none} for a mask without bits. */
    public static String printTrace(int gfp, GfpConfig config) {
        return gfp == 0 ? "none" : print(gfp, config);
    }

    /** As in the headline of a failure report: {@code 0xcc0(GFP_KERNEL)}. */
    public static String printMode(int gfp, GfpConfig config) {
        return "0x" + Integer.toHexString(gfp) + "(" + print(gfp, config) + ")";
    }

    /**
     * Reads what {@link #print} and {@link #printTrace} write, and any mixture of names and hexadecimal numbers joined by
     * {@code |}. Blanks around a token do not matter. The empty text and {@code none} mean no bits. Numbers may have bits
     * that this configuration does not know: a log may come from another kernel.
     *
     * @throws IllegalArgumentException with one sentence that names the token that is neither a name nor a number, or whose
     *     bit does not exist in this configuration
     */
    public static int parse(String text, GfpConfig config) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "a GFP mask has at most " + MAX_TEXT + " characters, but this text has " + text.length());
        }
        String whole = text.trim();
        if (whole.isEmpty() || whole.equals("none")) {
            return 0;
        }
        Map<String, Integer> known = GfpNameTable.known(config);
        int gfp = 0;
        for (String part : whole.split("\\|", -1)) {
            gfp |= parseToken(part.trim(), known);
        }
        return gfp;
    }

    private static int parseToken(String token, Map<String, Integer> known) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a GFP name or number is missing before or after '|'");
        }
        if (token.startsWith("0x") || token.startsWith("0X")) {
            return parseHex(token);
        }
        Integer mask = known.get(token);
        if (mask == null) {
            String near = nearest(token, known);
            throw new IllegalArgumentException("'" + token + "' is not the name of a GFP flag"
                    + (near == null
                            ? " (expected names such as GFP_KERNEL or numbers such as 0xcc0)"
                            : ", did you mean '" + near + "'?"));
        }
        if (mask == 0) {
            throw new IllegalArgumentException("'" + token + "' does not exist in this kernel's configuration");
        }
        return mask;
    }

    private static int parseHex(String token) {
        String digits = token.substring(2);
        try {
            // The JDK's parser would take a sign.
            if (digits.startsWith("+")) {
                throw new NumberFormatException(digits);
            }
            return Integer.parseUnsignedInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + token + "' is not a hexadecimal number of at most 32 bits", e);
        }
    }

    /** The name that was obviously meant, or null. */
    private static @Nullable String nearest(String token, Map<String, Integer> known) {
        for (String name : known.keySet()) {
            if (bare(name).equals(bare(token))) {
                return name;
            }
        }
        String best = null;
        int bestEdits = Math.min(MAX_EDITS_TO_SUGGEST, bare(token).length() / LETTERS_PER_EDIT) + 1;
        for (String name : known.keySet()) {
            int edits = edits(bare(token), bare(name));
            if (edits < bestEdits) {
                best = name;
                bestEdits = edits;
            }
        }
        return best;
    }

    /** A name without what people forget: prefix, underscores, case. */
    private static String bare(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        int prefix = upper.indexOf("GFP_");
        return (prefix < 0 ? upper : upper.substring(prefix + 4))
                .replace("_", "")
                .replace(" ", "");
    }

    /** Levenshtein distance; gives up early on lengths that are too far apart to matter. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_EDITS_TO_SUGGEST) {
            return MAX_EDITS_TO_SUGGEST + 1;
        }
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static void append(StringBuilder out, String token) {
        if (out.length() > 0) {
            out.append('|');
        }
        out.append(token);
    }
}
