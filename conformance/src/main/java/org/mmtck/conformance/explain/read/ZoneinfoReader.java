package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads /proc/zoneinfo (PROC-8 to PROC-14): every zone of every node, also the empty ones, in pages. */
public final class ZoneinfoReader {
    /** What a good file would hold, for messages. */
    public static final String EXPECTED = "the text of /proc/zoneinfo";

    static final Pattern ZONE_HEAD = Pattern.compile("^Node (\\d{1,5}), zone +([A-Za-z0-9]+) *$");
    private static final Pattern VALUE = Pattern.compile("^ +(?:pages )?([a-z_]+):? +(\\d{1,15}) *$");
    private static final Pattern PROTECTION =
            Pattern.compile("^ +protection: \\((\\d{1,15}(?:, \\d{1,15}){0,15})\\) *$");
    private static final int MAX_ZONES = 8192;

    private final List<ZoneState> zones = new ArrayList<>();
    private final Map<String, Long> values = new HashMap<>();
    private final List<Long> protection = new ArrayList<>();
    private @Nullable Integer node;
    private String name = "";
    private String head = "";

    private ZoneinfoReader() {}

    /** Whether this line begins a zone of /proc/zoneinfo. */
    public static boolean isZoneHead(String line) {
        return ZONE_HEAD.matcher(line).matches();
    }

    /**
     * The zones in the order of the file.
     *
     * @throws BadInputException if it is not /proc/zoneinfo, or a zone lacks what every kernel prints
     */
    public static List<ZoneState> read(BoundedLines lines) throws BadInputException {
        ZoneinfoReader reader = new ZoneinfoReader();
        for (String line = lines.next(); line != null; line = lines.next()) {
            reader.accept(line, lines.place());
        }
        reader.close();
        if (reader.zones.isEmpty()) {
            throw new BadInputException(lines.name(), "no line 'Node N, zone NAME'", EXPECTED);
        }
        return List.copyOf(reader.zones);
    }

    private void accept(String line, String place) throws BadInputException {
        Matcher zone = ZONE_HEAD.matcher(line);
        if (zone.matches()) {
            close();
            begin(zone, place);
            return;
        }
        Matcher value = VALUE.matcher(line);
        if (value.matches()) {
            // of a name that comes again (the per-CPU part has its own "high") the zone's comes first
            values.putIfAbsent(value.group(1), Long.valueOf(value.group(2)));
            return;
        }
        Matcher reserves = PROTECTION.matcher(line);
        if (reserves.matches()) {
            for (String number : reserves.group(1).split(", ")) {
                protection.add(Long.valueOf(number));
            }
        }
    }

    private void begin(Matcher zone, String place) throws BadInputException {
        if (!ZoneState.NAMES.contains(zone.group(2))) {
            throw new BadInputException(place, "unknown zone '" + zone.group(2) + "'", "one of " + ZoneState.NAMES);
        }
        if (zones.size() >= MAX_ZONES) {
            throw new BadInputException(place, "more than " + MAX_ZONES + " zones", "fewer");
        }
        node = Integer.valueOf(zone.group(1));
        name = zone.group(2);
        head = place;
        values.clear();
        protection.clear();
    }

    private void close() throws BadInputException {
        if (name.isEmpty()) {
            return;
        }
        if (protection.isEmpty()) {
            throw new BadInputException(
                    head, "zone " + name + " has no line 'protection: (...)' (file cut short?)", EXPECTED);
        }
        if (required("present") > 0) {
            // the last line of a populated zone in every kernel before v7.0
            required("start_pfn");
        }
        zones.add(new ZoneState(
                head,
                node,
                name,
                required("free"),
                values.get("boost"),
                required("min"),
                required("low"),
                required("high"),
                values.get("reserved_highatomic"),
                values.get("free_highatomic"),
                values.get("nr_free_cma"),
                required("present"),
                required("managed"),
                protection,
                null));
        name = "";
    }

    private Long required(String key) throws BadInputException {
        Long value = values.get(key);
        if (value == null) {
            throw new BadInputException(
                    head, "zone " + name + " has no line '" + key + "' (file cut short?)", EXPECTED);
        }
        return value;
    }
}
