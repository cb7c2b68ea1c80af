package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.proc.MemField.Unit;

/** Which fields the lines of a failure report have, in which order ({@code mm/show_mem.c: show_free_areas}). */
public final class MemFields {

    /** The fields of the system-wide lines, line by line; all in pages. */
    private static final List<List<MemField>> SYSTEM = List.of(
            pages("active_anon", "inactive_anon", "isolated_anon"),
            pages("active_file", "inactive_file", "isolated_file"),
            pages("unevictable", "dirty", "writeback"),
            pages("slab_reclaimable", "slab_unreclaimable"),
            pages("mapped", "shmem", "pagetables"),
            pages("sec_pagetables", "bounce"),
            pages("kernel_misc_reclaimable"),
            pages("free", "free_pcp", "free_cma"));

    private MemFields() {}

    /** The names of the system-wide counters, in the order of the report; values in pages. */
    public static List<String> system() {
        return SYSTEM.stream().flatMap(List::stream).map(MemField::name).toList();
    }

    /**
     * The names of a node's counters; values in pages, but {@code kernel_stack} and {@code shadow_call_stack} in kB. The
     * three of huge pages are there together or not at all, and {@code shadow_call_stack} depends on the build.
     */
    public static List<String> node(KernelVersion kernel) {
        List<MemField> fields = new ArrayList<>(nodeFields(kernel));
        fields.addAll(nodeTail(kernel));
        return fields.stream().map(MemField::name).toList();
    }

    /** The names of a zone's counters; values in pages. */
    public static List<String> zone(KernelVersion kernel) {
        return zoneFields(kernel).stream().map(MemField::name).toList();
    }

    static List<List<MemField>> systemLines() {
        return SYSTEM;
    }

    /** Up to {@code all_unreclaimable?}. */
    static List<MemField> nodeFields(KernelVersion kernel) {
        List<MemField> fields = new ArrayList<>(inKb(
                "active_anon",
                "inactive_anon",
                "active_file",
                "inactive_file",
                "unevictable",
                "isolated(anon)",
                "isolated(file)",
                "mapped",
                "dirty",
                "writeback",
                "shmem"));
        for (String name : List.of("shmem_thp", "shmem_pmdmapped", "anon_thp")) {
            fields.add(new MemField(name, Unit.PAGES_IN_KB, "CONFIG_TRANSPARENT_HUGEPAGE"));
        }
        if (!kernel.atLeast(KernelVersion.V6_18)) {
            fields.addAll(inKb("writeback_tmp"));
        }
        fields.add(new MemField("kernel_stack", Unit.KB, null));
        fields.add(new MemField("shadow_call_stack", Unit.KB, "CONFIG_SHADOW_CALL_STACK"));
        fields.addAll(inKb("pagetables", "sec_pagetables"));
        return fields;
    }

    /** After {@code all_unreclaimable?}. */
    static List<MemField> nodeTail(KernelVersion kernel) {
        return kernel.atLeast(KernelVersion.V6_18) ? inKb("Balloon") : List.of();
    }

    static List<MemField> zoneFields(KernelVersion kernel) {
        boolean later = kernel.atLeast(KernelVersion.V6_18);
        List<MemField> fields = new ArrayList<>(inKb("free", "boost", "min", "low", "high"));
        fields.add(new MemField("reserved_highatomic", Unit.PAGES_IN_CAPITAL_KB, null));
        if (later) {
            fields.add(new MemField("free_highatomic", Unit.PAGES_IN_CAPITAL_KB, null));
        }
        fields.addAll(
                inKb("active_anon", "inactive_anon", "active_file", "inactive_file", "unevictable", "writepending"));
        if (later) {
            fields.addAll(inKb("zspages"));
        }
        fields.addAll(inKb("present", "managed", "mlocked", "bounce", "free_pcp", "local_pcp", "free_cma"));
        return fields;
    }

    /** Each field with a blank before it, but the first without if {@code first} is empty. */
    static void render(StringBuilder out, String first, List<MemField> fields, Map<String, Long> values) {
        String separator = first;
        for (MemField field : fields) {
            Long value = values.get(field.name());
            if (value != null) {
                out.append(separator);
                field.render(out, value);
                separator = " ";
            }
        }
    }

    /** Takes the fields and adds their values; fails at the text's next line. */
    static void scan(ProcText text, LineScan scan, String first, List<MemField> fields, Map<String, Long> values) {
        String separator = first;
        Set<String> groups = new HashSet<>();
        Set<String> decided = new HashSet<>();
        for (MemField field : fields) {
            String group = field.group();
            if (group != null && decided.contains(group) && !groups.contains(group)) {
                continue;
            }
            // The first field of a group decides about the others.
            boolean there = scan.accept(separator + field.name() + ":");
            if (!there && group != null && decided.add(group)) {
                continue;
            }
            Long value = there ? field.scanValue(scan) : null;
            if (value == null) {
                throw text.wrong("'" + field.shape() + "' on this line");
            }
            if (group != null) {
                decided.add(group);
                groups.add(group);
            }
            values.put(field.name(), value);
            separator = " ";
        }
    }

    /** Fails with the name of a field that is missing, unknown or negative. */
    static Map<String, Long> checked(Object where, List<MemField> fields, Map<String, Long> values) {
        Map<String, Long> inOrder = new LinkedHashMap<>();
        Set<String> groups = new HashSet<>();
        fields.stream()
                .filter(field -> field.group() != null && values.containsKey(field.name()))
                .forEach(field -> groups.add(field.group()));
        for (MemField field : fields) {
            Long value = values.get(field.name());
            boolean due = field.group() == null || groups.contains(field.group());
            if (value == null && due) {
                throw new IllegalArgumentException(where + ": the value " + field.name() + " is missing");
            }
            if (value != null) {
                Orders.checkNotNegative(where, field.name(), value);
                inOrder.put(field.name(), value);
            }
        }
        for (String name : values.keySet()) {
            if (!inOrder.containsKey(name)) {
                throw new IllegalArgumentException(where + ": there is no value " + name + " in this kernel's report");
            }
        }
        return inOrder;
    }

    private static List<MemField> pages(String... names) {
        return List.of(names).stream()
                .map(name -> new MemField(name, Unit.PAGES, null))
                .toList();
    }

    private static List<MemField> inKb(String... names) {
        return List.of(names).stream()
                .map(name -> new MemField(name, Unit.PAGES_IN_KB, null))
                .toList();
    }
}
