package org.mmtck.spec.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the rules that a test (or, on a class, every test of it) verifies. The build fails on an id that is not in the book. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Verifies {
    /** Rule ids, for example {@code {"BUDDY-10", "INV-8"}}. */
    String[] value();
}
