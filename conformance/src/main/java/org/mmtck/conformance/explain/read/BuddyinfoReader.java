package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads /proc/buddyinfo (PROC-1): free blocks by zone and order, without their kinds. */
public final class BuddyinfoReader {
    /** What a good file would hold, for messages. */
    public static final String EXPECTED = "the text of /proc/buddyinfo";

    private static final Pattern LINE =
            Pattern.compile("^Node (\\d{1,5}), zone +([A-Za-z0-9]+)((?: +\\d{1,10}){1,24}) *$");
    private static final int MAX_ZONES = 8192;

    private BuddyinfoReader() {}

    /** Whether this line is one of /proc/buddyinfo. */
    public static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    /**
     * The free blocks by zone label, as in {@link ZoneState#label()}.
     *
     * @throws BadInputException if a line is not one of /proc/buddyinfo, or a zone comes twice
     */
    public static Map<String, FreeLists> read(BoundedLines lines) throws BadInputException {
        Map<String, FreeLists> zones = new LinkedHashMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new BadInputException(lines.place(), "not 'Node N, zone NAME counts...'", EXPECTED);
            }
            String label = "Node " + Integer.parseInt(matcher.group(1)) + " " + matcher.group(2);
            if (zones.size() >= MAX_ZONES || zones.put(label, lists(matcher.group(3))) != null) {
                throw new BadInputException(lines.place(), label + " comes twice, or too many zones", EXPECTED);
            }
        }
        if (zones.isEmpty()) {
            throw new BadInputException(lines.name(), "no zone in it", EXPECTED);
        }
        return zones;
    }

    private static FreeLists lists(String numbers) {
        List<Long> counts = new ArrayList<>();
        for (String number : numbers.strip().split(" +")) {
            counts.add(Long.valueOf(number));
        }
        return new FreeLists(counts, null, null);
    }
}
