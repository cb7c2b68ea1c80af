package org.mmtck.conformance.explain;

/**
 * A place where the report contradicts itself or the format.
 *
 * @param ruleId the rule that is broken, for example {@code FAIL-20}
 * @param place {@code file:line}
 * @param sentence both numbers, and what it may mean
 */
public record Finding(String ruleId, String place, String sentence) {}
