package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.Headline;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * Turns the headline of a report into a request. The bits of a mode above bit 23, and the order of its names, depend on
 * version and configuration; so the names that the kernel printed itself are compared with every layout known, and where
 * none fits the names are believed, not the bits.
 */
final class RequestDecoder {
    /** The bit that kernels before v6.3 had in GFP_ATOMIC; unused since. */
    private static final int OLD_ATOMIC_BIT = 0x200;

    private final Headline headline;
    private final @Nullable String release;
    private final @Nullable KernelVersion told;
    private final List<String> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final String place;

    RequestDecoder(MemInfoReport report, Headline headline) {
        this.headline = headline;
        this.release = report.kernelRelease();
        this.told = KernelRelease.version(release);
        this.place = report.place();
    }

    /** What does not fit together, after {@link #decode()}. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Request decode() {
        if (told == null) {
            remarks.add("the report names no kernel release; flags are those of "
                    + best().kernel().word());
        } else if (KernelRelease.olderThanKnown(release)) {
            remarks.add("kernel " + release + " is older than v6.12, the oldest one these rules were read in;"
                    + " details may differ");
        }
        int mode = (int) headline.mode();
        if (headline.mode() != Integer.toUnsignedLong(mode)) {
            finding("the mode 0x" + Long.toHexString(headline.mode()) + " has more than 32 bits");
        }
        String names = headline.names();
        if (names == null) {
            remarks.add("the mode is printed without names, as old kernels do; their bits may mean something else than"
                    + " assumed here (--gfp NAMES replaces the mode)");
            return request(mode, best());
        }
        GfpConfig fitting = fitting(mode, names);
        return fitting != null ? request(mode, fitting) : namesOnly(mode, names);
    }

    /** The first layout in which the kernel would print this mode with these names, or null. */
    private @Nullable GfpConfig fitting(int mode, String names) {
        for (GfpConfig config : candidates()) {
            if (GfpNames.print(mode, config).equals(names)) {
                if (told != null && config.kernel() != told) {
                    finding("the names of mode 0x" + Integer.toHexString(mode) + " are in the order of "
                            + config.kernel().word() + ", but the kernel calls itself " + release);
                }
                return config;
            }
        }
        return null;
    }

    private Request namesOnly(int mode, String names) {
        int parsed = 0;
        List<String> unknown = new ArrayList<>();
        for (String token : names.split("\\|", -1)) {
            try {
                parsed |= GfpNames.parse(token, best());
            } catch (IllegalArgumentException notKnown) {
                unknown.add(token);
            }
        }
        if (!unknown.isEmpty()) {
            remarks.add("the names " + unknown + " are not known to v6.12, v6.18 or v7.0 and are ignored");
        }
        if (parsed == mode) {
            return request(parsed, best());
        }
        if ((parsed | OLD_ATOMIC_BIT) == mode && unknown.isEmpty()) {
            remarks.add("the mode has bit 0x200, which is unused since v6.3 and was part of GFP_ATOMIC before");
            return request(parsed, best());
        }
        finding("mode 0x" + Integer.toHexString(mode) + " and its names (" + names
                + ") do not belong together in v6.12,"
                + " v6.18 or v7.0 (they are 0x" + Integer.toHexString(parsed)
                + " there): another kernel version, or a damaged line; the names are used");
        return request(parsed, best());
    }

    private Request request(int gfp, GfpConfig config) {
        return new Request(
                headline.comm(),
                headline.order(),
                gfp,
                config,
                release,
                NodeList.parse(headline.nodemask()),
                NodeList.parse(headline.memsAllowed()),
                remarks);
    }

    private GfpConfig best() {
        return GfpConfig.of(told == null ? KernelVersion.V7_0 : told, false, false, true);
    }

    /** The told version first, and the plain configuration first in each version. */
    private List<GfpConfig> candidates() {
        List<KernelVersion> versions = new ArrayList<>();
        if (told != null) {
            versions.add(told);
        }
        for (KernelVersion version : List.of(KernelVersion.V7_0, KernelVersion.V6_18, KernelVersion.V6_12)) {
            if (version != told) {
                versions.add(version);
            }
        }
        List<GfpConfig> all = new ArrayList<>();
        for (KernelVersion version : versions) {
            for (int bits = 0; bits < 8; bits++) {
                all.add(GfpConfig.of(version, (bits & 4) != 0, (bits & 2) != 0, (bits & 1) == 0));
            }
        }
        return all;
    }

    private void finding(String sentence) {
        findings.add(new Finding("FAIL-13", place, sentence));
    }
}
