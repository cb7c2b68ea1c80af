package org.mmtck.conformance.subject;

import java.util.Set;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/**
 * What a subject says of itself.
 *
 * @param name its name and version, one line
 * @param profiles the profiles it claims
 * @param capabilities the capabilities it claims
 */
public record SubjectInfo(String name, Set<Profile> profiles, Set<Capability> capabilities) {
    public SubjectInfo {
        profiles = Set.copyOf(profiles);
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether the subject claims this capability. */
    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }
}
