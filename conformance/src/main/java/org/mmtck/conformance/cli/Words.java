package org.mmtck.conformance.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the words of the command line into the vocabulary of the rule book, in any case of letters. */
final class Words {
    private static final List<String> PROFILES =
            Arrays.stream(Profile.values()).map(Profile::word).toList();
    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::name).toList();

    private Words() {}

    private static TypeConversionException notOneOf(List<String> known, String word) {
        return new TypeConversionException("must be one of " + String.join(", ", known) + ", not \"" + word + '"');
    }

    /** Reads a profile, and lists them for the usage text. */
    static final class OfProfile implements ITypeConverter<Profile>, Iterable<String> {
        @Override
        public Profile convert(String word) {
            return Profile.fromWord(word.toLowerCase(Locale.ROOT)).orElseThrow(() -> notOneOf(PROFILES, word));
        }

        @Override
        public Iterator<String> iterator() {
            return PROFILES.iterator();
        }
    }

    /** Reads a level, and lists them for the usage text. */
    static final class OfLevel implements ITypeConverter<Level>, Iterable<String> {
        @Override
        public Level convert(String word) {
            if (!LEVELS.contains(word.toUpperCase(Locale.ROOT))) {
                throw notOneOf(LEVELS, word);
            }
            return Level.valueOf(word.toUpperCase(Locale.ROOT));
        }

        @Override
        public Iterator<String> iterator() {
            return LEVELS.iterator();
        }
    }
}
