package org.mmtck.spec.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules that the wrong implementation in this test is shown to break: the test passes only if each of them is
 * reported as broken. A rule that nothing trips is not finished; the coverage table says which those are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Trips {
    /** Rule ids, for example {@code {"BUDDY-10"}}. */
    String[] value();
}
