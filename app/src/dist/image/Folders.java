import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders as a whole. */
final class Folders {
    private Folders() {}

    /** Makes an empty folder. */
    static Path fresh(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** Deletes what is of no use any more, unless somebody still has it open. */
    static void deleteIfPossible(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            System.out.printf("%s stays: %s%n", folder, e.getMessage());
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Parts of a runtime are read-only, which Windows takes for undeletable.
                file.toFile().setWritable(true);
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies all of a folder, which keeps times and rights. */
    static void copy(Path from, Path to) throws IOException {
        transfer(from, to, (source, target) -> Files.copy(
                source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
    }

    /** The same without the room it would need: the files are one and the same, so they must not be changed. */
    static void link(Path from, Path to) throws IOException {
        link(from, to, file -> true);
    }

    /** The same for some of the files. */
    static void link(Path from, Path to, Predicate<Path> which) throws IOException {
        transfer(from, to, (source, target) -> {
            if (!which.test(source)) {
                return;
            }
            try {
                if (Files.isSymbolicLink(source)) {
                    Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
                } else {
                    Files.createLink(target, source);
                }
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        });
    }

    private interface Transfer {
        void apply(Path source, Path target) throws IOException;
    }

    private static void transfer(Path from, Path to, Transfer each) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    each.apply(source, target);
                }
            }
        }
    }

    /** Names of the jars of a folder, in the order in which every class path of ours has them. */
    static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Bytes of a file or of all files of a folder. */
    static long size(Path path) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Gives every file of a folder the same time. */
    static void touch(Path folder, Instant time) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(time));
            }
        }
    }

    /** Lets everybody look into a folder and those in it, whatever the umask was. */
    static void open(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** Writes a text file with the line ends of Unix. */
    static Path write(Path file, String text, boolean program) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.replace("\r\n", "\n"));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
