package org.mmtck.conformance.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;

/** Which of the known kernels a release behaves like. */
final class KernelRelease {
    private static final Pattern NUMBERS = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4}).*$");

    private KernelRelease() {}

    /**
     * The newest known kernel that is not newer than the release; the oldest known one for older releases.
     *
     * @param release for example {@code 6.18.1-generic}, or null where it is not printed
     */
    static @Nullable KernelVersion version(@Nullable String release) {
        Matcher matcher = release == null ? null : NUMBERS.matcher(release);
        if (matcher == null || !matcher.matches()) {
            return null;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major >= 7) {
            return KernelVersion.V7_0;
        }
        return major == 6 && minor >= 18 ? KernelVersion.V6_18 : KernelVersion.V6_12;
    }

    /** Whether the release is older than every kernel that was read for these rules. */
    static boolean olderThanKnown(@Nullable String release) {
        Matcher matcher = release == null ? null : NUMBERS.matcher(release);
        if (matcher == null || !matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major < 6 || (major == 6 && Integer.parseInt(matcher.group(2)) < 12);
    }
}
