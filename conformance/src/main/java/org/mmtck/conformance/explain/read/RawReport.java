package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A report while it is being read: takes its lines one by one, prefixes already taken off. */
final class RawReport {
    /** More zones than the largest machine has nodes times zones. */
    private static final int MAX_ZONES = 8192;

    private static final int MAX_REMARKS = 20;

    private static final String ZONE = "(?:Node (\\d{1,5}) )?(DMA32|DMA|Normal|HighMem|Movable|Device)";
    private static final Pattern ZONE_LINE = Pattern.compile("^" + ZONE + " (free:\\d.*)$");
    private static final Pattern LIST_LINE = Pattern.compile("^" + ZONE + ":((?: *\\d+[*_]\\d+kB.*)?) *$");
    private static final Pattern RESERVE_LINE = Pattern.compile("^lowmem_reserve\\[\\]:(.*)$");
    private static final Pattern LONE_NODE = Pattern.compile("^Node \\d{1,5}$");
    private static final Pattern MORE_FIELDS = Pattern.compile("^[a-z_()]+:\\d+[kK]B( .*)?$");
    private static final Pattern MORE_NUMBERS = Pattern.compile("^-?\\d{1,18}(?: -?\\d{1,18}){0,15}$");
    private static final Pattern MORE_BLOCKS = Pattern.compile("^(?:\\d+[*_]\\d+kB|\\([UMEHCI]*\\)|= \\d+kB).*$");
    private static final Pattern RELEASE =
            Pattern.compile("(?:Not tainted|Tainted: .{1,80}?) (\\d{1,4}\\.\\d[^ ]{0,80})(?: |$)");
    private static final Pattern MEMCG =
            Pattern.compile("^(?:memory: usage \\d+kB, limit \\d+kB.*|.*constraint=CONSTRAINT_MEMCG.*)$");

    private enum Part {
        NONE,
        ZONE_LINE,
        RESERVES,
        LISTS
    }

    private final String place;
    private final List<RawZone> zones = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable Headline headline;
    private @Nullable String release;
    private boolean memcg;
    private String pendingNode = "";
    private @Nullable RawZone current;
    private Part part = Part.NONE;

    RawReport(String place, @Nullable Headline headline) {
        this.place = place;
        this.headline = headline;
    }

    boolean hasZones() {
        return !zones.isEmpty();
    }

    /** Takes one line if it belongs to a report; other lines of the log pass by. */
    void accept(String stripped, String linePlace) throws BadInputException {
        String line = pendingNode + stripped.strip();
        pendingNode = "";
        if (LONE_NODE.matcher(line).matches()) {
            pendingNode = line + " ";
            return;
        }
        if (zoneLine(line, linePlace) || reserveLine(line) || listLine(line) || continuation(line)) {
            return;
        }
        sideLine(line);
    }

    private boolean zoneLine(String line, String linePlace) throws BadInputException {
        Matcher matcher = ZONE_LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        RawZone zone = new RawZone(node(matcher.group(1)), matcher.group(2), linePlace);
        zone.addFields(matcher.group(3));
        if (find(zone.node, zone.name) != null) {
            remark(linePlace + ": " + zone.label() + " comes twice (two reports interleaved?); the first is used");
            current = null;
            part = Part.NONE;
            return true;
        }
        if (zones.size() >= MAX_ZONES) {
            throw new BadInputException(linePlace, "more than " + MAX_ZONES + " zones in one report", "fewer");
        }
        zones.add(zone);
        current = zone;
        part = Part.ZONE_LINE;
        return true;
    }

    private boolean reserveLine(String line) {
        Matcher matcher = RESERVE_LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        if (current != null && part == Part.ZONE_LINE) {
            current.addReserves(matcher.group(1));
            part = Part.RESERVES;
        }
        return true;
    }

    private boolean listLine(String line) {
        Matcher matcher = LIST_LINE.matcher(line);
        if (!matcher.matches() || !hasZones()) {
            return false;
        }
        RawZone zone = find(node(matcher.group(1)), matcher.group(2));
        current = zone != null && !zone.listsComplete() ? zone : null;
        part = Part.LISTS;
        if (current != null) {
            current.addLists(matcher.group(3));
        }
        return true;
    }

    /** Kernels before 4.10 and some relays break these lines into pieces. */
    private boolean continuation(String line) {
        if (current == null) {
            return false;
        }
        if (part == Part.ZONE_LINE && MORE_FIELDS.matcher(line).matches()) {
            current.addFields(line);
            return true;
        }
        if (part == Part.RESERVES && MORE_NUMBERS.matcher(line).matches()) {
            current.addReserves(line);
            return true;
        }
        if (part == Part.LISTS
                && !current.listsComplete()
                && MORE_BLOCKS.matcher(line).matches()) {
            current.addLists(line);
            return true;
        }
        return false;
    }

    private void sideLine(String line) {
        Matcher named = RELEASE.matcher(line);
        if (release == null && named.find()) {
            release = named.group(1);
        }
        memcg |= MEMCG.matcher(line).matches();
        if (headline != null && line.startsWith(headline.comm() + " cpuset=")) {
            headline = headline.withCpusetLine(line);
        }
    }

    /**
     * The report as far as it was read.
     *
     * @param pageKbOption page size in kB told by the user, or 0
     * @param atEnd whether the file ended while this report was being read
     */
    MemInfoReport build(int pageKbOption, boolean atEnd) {
        int read = zones.stream().mapToInt(RawZone::pageKb).max().orElse(0);
        int pageKb = pageKbOption > 0 ? pageKbOption : read > 0 ? read : 4;
        if (pageKbOption > 0 && read > 0 && pageKbOption != read) {
            remark(place + ": the page size was given as " + pageKbOption + " kB, but blocks of order 0 are printed as "
                    + read + " kB");
        }
        List<ZoneState> built = new ArrayList<>();
        for (RawZone zone : zones) {
            if (zone.hasMarks()) {
                built.add(zone.build(pageKb, remarks));
            } else {
                remark(zone.place + ": the line of " + zone.label()
                        + " is torn (no free, min, low and high); left out");
            }
        }
        boolean complete = hasZones() && zones.stream().allMatch(RawZone::listsComplete);
        return new MemInfoReport(
                place,
                headline,
                release,
                built,
                pageKb,
                pageKbOption > 0 || read > 0,
                atEnd && !complete && !memcg,
                memcg,
                remarks);
    }

    private @Nullable RawZone find(@Nullable Integer node, String name) {
        return zones.stream().filter(z -> z.isNamed(node, name)).findFirst().orElse(null);
    }

    private void remark(String sentence) {
        if (remarks.size() < MAX_REMARKS) {
            remarks.add(sentence);
        }
    }

    private static @Nullable Integer node(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
