package org.mmtck.conformance.check;

/** Fails a property because the subject broke a rule, as opposed to the kit being wrong. */
final class RuleBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    RuleBroken(Violation violation) {
        super(violation.rule().id() + ": " + violation.summary());
    }
}
