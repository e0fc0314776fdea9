package io.facet.app.master.scan;

/**
 * An image file of a dataset.
 *
 * @param sequence its place in the order of the scan, from 0 without gaps; {@link #UNORDERED} if it is not to be put
 *     there
 * @param path relative to the dataset, with {@code /} whatever the platform
 * @param size bytes, when it was scanned
 */
public record ImageItem(long sequence, String path, long size) {

    /** The sequence of an image whose outcome is not put into the order of the scan. */
    public static final long UNORDERED = -1;

    /** The first folder below the dataset, without the prefix {@code pins_} or {@code pin_}; empty in the root. */
    public String label() {
        return label(path);
    }

    /** The label of the image with that path. */
    public static String label(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return "";
        }
        String folder = path.substring(0, slash);
        for (String prefix : new String[] {"pins_", "pin_"}) {
            if (folder.startsWith(prefix) && folder.length() > prefix.length()) {
                return folder.substring(prefix.length());
            }
        }
        return folder;
    }
}
