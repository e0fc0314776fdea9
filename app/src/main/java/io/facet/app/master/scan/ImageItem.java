package io.facet.app.master.scan;

/**
 * An image file of a dataset.
 *
 * @param sequence its place in the order of the scan, from 0 without gaps
 * @param path relative to the dataset, with {@code /} whatever the platform
 * @param size bytes, when it was scanned
 */
public record ImageItem(long sequence, String path, long size) {

    /** The first folder below the dataset, without the prefix {@code pins_} or {@code pin_}; empty in the root. */
    public String label() {
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
