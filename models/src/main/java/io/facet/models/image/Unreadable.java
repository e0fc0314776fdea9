package io.facet.models.image;

import io.facet.models.image.ImageException.Reason;
import java.util.Locale;

/** The sentences for images that cannot be read. */
final class Unreadable {
    private Unreadable() {}

    static ImageException because(String sentence) {
        return new ImageException(Reason.UNREADABLE, sentence);
    }

    static ImageException cutOff() {
        return because("The picture is cut off: its end is missing.");
    }

    static ImageException cutOff(long has, long needs) {
        return because(String.format(Locale.ROOT, "The picture is cut off: %,d of %,d bytes are there.", has, needs));
    }

    static ImageException damaged(ImageFormat format) {
        return because("The %s picture is damaged and cannot be decoded.".formatted(format));
    }
}
