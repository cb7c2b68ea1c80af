package org.mmtck.spec.zone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One moment of a real machine: the files of {@code linux-6.18} among the test resources, only as far as tests need them. */
final class RecordedMachine {

    /** One zone of zoneinfo: its numbers by name, and what it keeps back. */
    record Zone(ZoneType type, Map<String, Long> numbers, List<Long> protection) {
        long number(String name) {
            return Objects.requireNonNull(numbers.get(name), () -> type + " has no number " + name);
        }
    }

    private RecordedMachine() {}

    static List<Zone> zoneinfo() {
        List<Zone> zones = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        ZoneType type = null;
        for (String line : lines("zoneinfo.txt")) {
            String[] words = line.trim().split("[ :,()]+");
            if (words[0].equals("Node")) {
                type = Objects.requireNonNull(ZoneType.ofLabel(words[3]), line);
                numbers = new HashMap<>();
            } else if (words[0].equals("protection")) {
                List<Long> protection =
                        Arrays.stream(words).skip(1).map(Long::valueOf).toList();
                zones.add(new Zone(Objects.requireNonNull(type), numbers, protection));
            } else if (words.length > 1 && words[words.length - 1].matches("[0-9]+")) {
                // "pages free" counts as free, "vm stats threshold" as threshold.
                // The first of a name is the zone's own; the per-CPU lists have a high too.
                numbers.putIfAbsent(words[words.length - 2], Long.parseLong(words[words.length - 1]));
            }
        }
        return zones;
    }

    /** The numbers of one sysctl. */
    static long[] sysctl(String name) {
        for (String line : lines("sys_vm.txt")) {
            if (line.startsWith(name + ": ")) {
                return Arrays.stream(line.substring(name.length() + 2).trim().split("\\s+"))
                        .mapToLong(Long::parseLong)
                        .toArray();
            }
        }
        throw new IllegalArgumentException("sys_vm.txt has no " + name);
    }

    /** Free blocks of each order of one zone. */
    static long[] buddyinfo(ZoneType type) {
        for (String line : lines("buddyinfo.txt")) {
            String[] words = line.trim().split("[ ,]+");
            if (words[3].equals(type.label())) {
                return Arrays.stream(words).skip(4).mapToLong(Long::parseLong).toArray();
            }
        }
        throw new IllegalArgumentException("buddyinfo.txt has no zone " + type);
    }

    private static List<String> lines(String file) {
        String name = "/linux-6.18/" + file;
        try (InputStream in = Objects.requireNonNull(RecordedMachine.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
