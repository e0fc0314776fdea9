import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the icon in all sizes from its SVG files; run by hand when they change, from the root of the project, with
 * rsvg-convert (Debian: librsvg2-bin) on the PATH: {@code java app/src/dist/icons/MakeIcons.java}
 *
 * <p>The PNGs belong to the window and the menus, facet.ico and facet.icns to the launchers of Windows and macOS.
 */
final class MakeIcons {
    private static final Path DRAWINGS = Path.of("app/src/main/resources/io/facet/app/ui/icons");
    private static final Path CONTAINERS = Path.of("app/src/dist/icons");
    private static final int[] SIZES = {16, 20, 24, 32, 40, 48, 64, 128, 256, 512, 1024};
    /** What windows and menus use; the others are kept in .ico and .icns alone. */
    private static final List<Integer> PNGS = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    /** The gem without its tile, which stands in the window. */
    private static final List<Integer> MARKS = List.of(24, 32, 48, 64, 128, 256);
    /** Up to here the drawing with fewer facets, which fills its tile. */
    private static final int SMALL = 48;
    /** The entries of .icns that hold PNGs; those ending in @2x double what they stand for. */
    private static final Map<String, Integer> ICNS = new LinkedHashMap<>();

    static {
        ICNS.put("icp4", 16);
        ICNS.put("icp5", 32);
        ICNS.put("ic07", 128);
        ICNS.put("ic08", 256);
        ICNS.put("ic09", 512);
        ICNS.put("ic10", 1024);
        ICNS.put("ic11", 32);
        ICNS.put("ic12", 64);
        ICNS.put("ic13", 256);
        ICNS.put("ic14", 512);
    }

    private MakeIcons() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<Integer, byte[]> drawn = new LinkedHashMap<>();
        for (int size : SIZES) {
            byte[] png = draw(size <= SMALL ? "facet-small.svg" : "facet.svg", size);
            drawn.put(size, png);
            if (PNGS.contains(size)) {
                Files.write(DRAWINGS.resolve("facet-" + size + ".png"), png);
            }
        }
        for (int size : MARKS) {
            Files.write(DRAWINGS.resolve("mark-" + size + ".png"), draw("facet-mark.svg", size));
        }
        Files.write(CONTAINERS.resolve("facet.ico"), ico(drawn));
        Files.write(CONTAINERS.resolve("facet.icns"), icns(drawn));
    }

    private static byte[] draw(String name, int size) throws IOException, InterruptedException {
        Path file = Files.createTempFile("facet-icon", ".png");
        try {
            String side = Integer.toString(size);
            Process rsvg = new ProcessBuilder(
                            "rsvg-convert", "-w", side, "-h", side, "-o", file.toString(), DRAWINGS.resolve(name).toString())
                    .inheritIO()
                    .start();
            if (rsvg.waitFor() != 0) {
                throw new IOException("rsvg-convert cannot draw " + name);
            }
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Small sizes as bitmaps, which every reader of .ico knows; 64 and more as PNG. */
    private static byte[] ico(Map<Integer, byte[]> drawn) throws IOException {
        Map<Integer, byte[]> images = new LinkedHashMap<>();
        for (var entry : drawn.entrySet()) {
            if (entry.getKey() <= 256) {
                images.put(entry.getKey(), entry.getKey() <= SMALL ? bitmap(entry.getValue()) : entry.getValue());
            }
        }
        int offset = 6 + 16 * images.size();
        ByteBuffer head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) images.size());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (var entry : images.entrySet()) {
            byte side = (byte) (int) entry.getKey(); // 256 is written as 0
            head.put(side).put(side).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            head.putInt(entry.getValue().length).putInt(offset + body.size());
            body.writeBytes(entry.getValue());
        }
        return joined(head.array(), body.toByteArray());
    }

    /** BITMAPINFOHEADER, rows from the bottom as BGRA, and the mask, which alpha makes superfluous: all zero. */
    private static byte[] bitmap(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(png));
        int side = image.getWidth();
        int maskRow = (side + 31) / 32 * 4;
        ByteBuffer out = ByteBuffer.allocate(40 + side * side * 4 + side * maskRow).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(40).putInt(side).putInt(side * 2).putShort((short) 1).putShort((short) 32).putInt(0);
        out.putInt(side * side * 4 + side * maskRow).putInt(0).putInt(0).putInt(0).putInt(0);
        for (int y = side - 1; y >= 0; y--) {
            for (int x = 0; x < side; x++) {
                out.putInt(image.getRGB(x, y));
            }
        }
        return out.array();
    }

    private static byte[] icns(Map<Integer, byte[]> drawn) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ICNS.forEach((type, size) -> {
            byte[] png = drawn.get(size);
            body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(ByteBuffer.allocate(4).putInt(8 + png.length).array());
            body.writeBytes(png);
        });
        byte[] head = ByteBuffer.allocate(8)
                .put("icns".getBytes(StandardCharsets.US_ASCII))
                .putInt(8 + body.size())
                .array();
        return joined(head, body.toByteArray());
    }

    private static byte[] joined(byte[] head, byte[] body) {
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }
}
