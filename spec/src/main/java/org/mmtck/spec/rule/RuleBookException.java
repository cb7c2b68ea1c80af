package org.mmtck.spec.rule;

/**
 * The rule book is wrong, or was asked for a rule it does not have. The message is one sentence for people: it names the
 * file, the line, the rule and the field, says what was expected and ends with a period.
 */
public class RuleBookException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public RuleBookException(String message) {
        super(message);
    }

    public RuleBookException(String message, Throwable cause) {
        super(message, cause);
    }
}
