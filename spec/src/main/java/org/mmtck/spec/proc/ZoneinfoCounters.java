package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;

/** Which counters a zone has in {@code /proc/zoneinfo}, in which order ({@code mm/vmstat.c: vmstat_text}). */
public final class ZoneinfoCounters {

    /** Those of CONFIG_NUMA: all of them or none. */
    private static final List<String> NUMA =
            List.of("numa_hit", "numa_miss", "numa_foreign", "numa_interleave", "numa_local", "numa_other");

    /** Those that depend on how the kernel was built, each for itself: CONFIG_ZSMALLOC and CONFIG_UNACCEPTED_MEMORY. */
    private static final Set<String> OPTIONAL = Set.of("nr_zspages", "nr_unaccepted");

    private ZoneinfoCounters() {}

    /** All names that a kernel of this version can have, in its order. */
    public static List<String> names(KernelVersion kernel) {
        List<String> names = new ArrayList<>(List.of("nr_free_pages"));
        if (kernel.atLeast(KernelVersion.V6_18)) {
            names.add("nr_free_pages_blocks");
        }
        names.addAll(List.of(
                "nr_zone_inactive_anon",
                "nr_zone_active_anon",
                "nr_zone_inactive_file",
                "nr_zone_active_file",
                "nr_zone_unevictable",
                "nr_zone_write_pending",
                "nr_mlock"));
        if (!kernel.atLeast(KernelVersion.V6_18)) {
            names.add("nr_bounce");
        }
        names.addAll(List.of("nr_zspages", "nr_free_cma", "nr_unaccepted"));
        names.addAll(NUMA);
        return names;
    }

    /** Fails with the name of the first counter that is missing or out of place in a kernel of this version. */
    static void check(KernelVersion kernel, List<Counter> counters) {
        int at = 0;
        boolean numa = !counters.isEmpty()
                && NUMA.contains(counters.get(counters.size() - 1).name());
        for (String name : names(kernel)) {
            String found = at < counters.size() ? counters.get(at).name() : "none";
            if (found.equals(name)) {
                at++;
            } else if (!mayLack(name, numa)) {
                throw new IllegalArgumentException(
                        "counter " + at + " in a kernel " + kernel.word() + " is " + name + ", not " + found);
            }
        }
        if (at < counters.size()) {
            throw new IllegalArgumentException("counter " + at + ", "
                    + counters.get(at).name() + ", is none of a kernel " + kernel.word() + " or out of place");
        }
    }

    static List<Counter> read(ProcText text, KernelVersion kernel) {
        List<Counter> counters = new ArrayList<>();
        boolean numa = false;
        for (String name : names(kernel)) {
            Counter counter = counter(text.peek());
            // The first of the group decides about the others.
            boolean allowed = !NUMA.contains(name) || numa || name.equals(NUMA.get(0));
            if (allowed && counter != null && counter.name().equals(name)) {
                counters.add(counter);
                text.skip();
                numa = NUMA.contains(name);
            } else if (!mayLack(name, numa)) {
                throw text.wrong("'" + Counter.LINE.format(name, "<n>") + "'");
            }
        }
        return counters;
    }

    /** The line as a counter, or null. */
    static @Nullable Counter counter(@Nullable String line) {
        LineFormat.Values values = Counter.LINE.scan(line);
        boolean plain = values != null && values.word(0).matches("[!-~]{1,80}");
        return values == null || !plain ? null : new Counter(values.word(0), values.num(1));
    }

    private static boolean mayLack(String name, boolean numa) {
        return OPTIONAL.contains(name) || (NUMA.contains(name) && !numa);
    }
}
