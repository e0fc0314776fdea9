package io.facet.app.master.output;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few kilobytes, for as long as a test takes. Linux, and accounts that may mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one in {@code parent}. Aborts the test if that cannot be done here. */
    public static SmallDisk mount(Path parent, int kilobytes) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString()) != 0) {
            abort("this account may not mount a file system, so no disk can be filled");
        }
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    public void resize(int kilobytes) throws IOException, InterruptedException {
        if (run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString()) != 0) {
            throw new AssertionError("cannot be made larger");
        }
    }

    /** Leaves not a byte. */
    public Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (run("umount", folder.toString()) != 0 && run("umount", "-l", folder.toString()) != 0) {
                throw new IOException(folder + " is still mounted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
