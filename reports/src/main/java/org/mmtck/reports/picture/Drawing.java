package org.mmtck.reports.picture;

/**
 * Some SVG elements and the room they take.
 *
 * @param width in pixels
 * @param height in pixels
 * @param body the elements
 */
record Drawing(long width, long height, String body) {

    /** Collects elements. Coordinates are whole pixels from the upper left corner. */
    static final class Builder {
        private final StringBuilder out = new StringBuilder();

        Builder rect(String look, long x, long y, long width, long height) {
            out.append("<rect class=\"")
                    .append(look)
                    .append("\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y);
            out.append("\" width=\"")
                    .append(width)
                    .append("\" height=\"")
                    .append(height)
                    .append("\"/>");
            return this;
        }

        /** A rectangle that says what it is when pointed at. */
        Builder rect(String look, long x, long y, long width, long height, String title) {
            rect(look, x, y, width, height);
            out.setLength(out.length() - "/>".length());
            out.append("><title>").append(escape(title)).append("</title></rect>");
            return this;
        }

        /** A text; x is its middle, or its start for a look of {@code note}. */
        Builder text(String look, long x, long y, String text) {
            out.append("<text class=\"")
                    .append(look)
                    .append("\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y);
            out.append("\">").append(escape(text)).append("</text>");
            return this;
        }

        Builder shifted(long dy, Drawing drawing) {
            out.append("<g transform=\"translate(0,")
                    .append(dy)
                    .append(")\">")
                    .append(drawing.body())
                    .append("</g>");
            return this;
        }

        Drawing build(long width, long height) {
            return new Drawing(width, height, out.toString());
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
