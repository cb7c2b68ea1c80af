package org.mmtck.conformance.explain.read;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes off what dmesg, syslog and the journal put before the kernel's own words. */
final class LogPrefix {
    private static final String MONTH_DAY_TIME = "[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\d{4}";

    private static final List<Pattern> PREFIXES = List.of(
            // <4> printk priority
            Pattern.compile("^<\\d{1,3}>"),
            // kern  :warn  : (dmesg -x)
            Pattern.compile("^[a-z]{2,8} *:[a-z]{2,8} *: ?"),
            // Nov 22 10:00:00 host kernel: | 2026-11-22T10:00:00+00:00 host kernel: | 1700000000.5 host kernel:
            Pattern.compile("^(?=[A-Z\\d])[^\\[\\]]{1,100}? kernel(?:\\[\\d+\\])?: ?"),
            // [  123.456789] | [  +0.002367] | [Mon Apr 20 15:08:07 2020] | [ T123] | [ C1] caller of
            // CONFIG_PRINTK_CALLER
            Pattern.compile("^\\[ *(?:[+<]? *\\d+\\.\\d+>?|[TC]\\d+|" + MONTH_DAY_TIME + ")\\] ?"),
            // 2026-11-22T10:00:00,123456+00:00 (dmesg --time-format iso)
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT[\\d:.,+Z-]+ ?"));

    /** A line carries at most: syslog, priority, time, caller, and one doubled. */
    private static final int MOST_PREFIXES = 6;

    private LogPrefix() {}

    /** The line without prefixes; leading blanks of the kernel's own text may stay. */
    static String strip(String line) {
        String rest = line;
        for (int i = 0; i < MOST_PREFIXES; i++) {
            String shorter = stripOne(rest);
            if (shorter.length() == rest.length()) {
                break;
            }
            rest = shorter;
        }
        return rest;
    }

    private static String stripOne(String line) {
        for (Pattern prefix : PREFIXES) {
            Matcher matcher = prefix.matcher(line);
            if (matcher.lookingAt()) {
                return line.substring(matcher.end());
            }
        }
        return line;
    }
}
