package io.facet.models.image;

import java.util.List;

/** Says what a file is that is not a picture Facet reads. */
final class ForeignContent {

    /** How much of a file is looked at to tell text and emptiness. */
    private static final int LOOK = 4096;

    private record Mark(int at, String text, String is) {}

    // Signatures as in the formats' specifications, gathered in the Wikipedia article "List of file signatures".
    private static final List<Mark> MARKS = List.of(
            new Mark(0, "GIF8", "a GIF picture"),
            new Mark(4, "ftypavif", "an AVIF picture"),
            new Mark(4, "ftyphei", "a HEIC picture"),
            new Mark(4, "ftypmif1", "a HEIC picture"),
            new Mark(4, "ftyp", "a video"),
            new Mark(0, "\u00ff\n", "a JPEG XL picture"),
            new Mark(4, "JXL \r\n", "a JPEG XL picture"),
            new Mark(4, "jP  \r\n", "a JPEG 2000 picture"),
            new Mark(0, "8BPS", "a Photoshop document"),
            new Mark(0, "\0\0\1\0", "an icon"),
            new Mark(0, "%PDF", "a PDF document"),
            new Mark(0, "PK\3\4", "a ZIP archive"),
            new Mark(0, "II+\0", "a BigTIFF picture"),
            new Mark(0, "MM\0+", "a BigTIFF picture"),
            new Mark(0, "<svg", "an SVG drawing"));

    private ForeignContent() {}

    /** The exception for a file with none of the signatures that Facet reads. */
    static ImageException refuse(Bytes file) {
        for (Mark mark : MARKS) {
            if (file.has(mark.at(), mark.text())) {
                return notAPicture(mark.is());
            }
        }
        int look = Math.min(file.size(), LOOK);
        if (onlyZeros(file, look)) {
            return Unreadable.because("The file holds only zeros, as an interrupted copy leaves it.");
        }
        return notAPicture(isText(file, look) ? describeText(file, look) : "no picture");
    }

    private static ImageException notAPicture(String is) {
        return Unreadable.because("The file is " + is + "; " + ImageFormat.READABLE + ".");
    }

    private static boolean onlyZeros(Bytes file, int look) {
        for (int i = 0; i < look; i++) {
            if (file.u8(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Bytes file, int look) {
        for (int i = 0; i < look; i++) {
            int c = file.u8(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
                return false;
            }
        }
        return true;
    }

    private static String describeText(Bytes file, int look) {
        String start = file.text(0, look).stripLeading();
        if (start.regionMatches(true, 0, "<!doctype html", 0, 14) || start.regionMatches(true, 0, "<html", 0, 5)) {
            return "a web page, not a picture";
        }
        return start.contains("<svg") ? "an SVG drawing" : "text, not a picture";
    }
}
