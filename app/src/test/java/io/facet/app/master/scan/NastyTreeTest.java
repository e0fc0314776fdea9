package io.facet.app.master.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facet.app.master.OtherProcess;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links, pipes, damaged names and closed doors: nothing blocks, and nothing that was promised goes missing. */
@Timeout(60)
class NastyTreeTest {
    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void oneGoodImage() throws IOException {
        Files.writeString(root.resolve("good.jpg"), "x");
    }

    /** The clean-up of JUnit warns of every link that leads out of its folder. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        try {
            Files.createSymbolicLink(root.resolve(name), target);
        } catch (FileSystemException | UnsupportedOperationException e) {
            abort("this account or file system makes no symbolic links: " + e.getMessage());
        }
    }

    @Test
    void linksAreFollowedAlsoOutOfTheTree() throws IOException {
        Files.writeString(elsewhere.resolve("far.jpg"), "1234567");
        link("away", elsewhere);
        link("single.png", elsewhere.resolve("far.jpg"));
        Walked walked = Walked.of(root);
        assertThat(walked.images()).containsExactly("away/far.jpg", "good.jpg", "single.png");
        assertThat(walked.unusable()).isEmpty();
        assertThat(walked.entries().getLast().item().size()).isEqualTo(7);
    }

    @Test
    void foldersThatContainThemselvesAreEnteredOnce() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/x.jpg"), "x");
        link("a/b/up", root.resolve("a"));
        link("a/top", root);
        link("self", Path.of("."));
        Walked walked = Walked.of(root);
        assertThat(walked.images()).containsExactly("a/b/x.jpg", "good.jpg");
        assertThat(walked.unusable()).containsOnlyKeys("a/b/up", "a/top", "self");
        assertThat(walked.unusable().get("self")).contains("contains it");
    }

    @Test
    void linksThatLeadNowhereAreReportedIfTheyHaveAnImagesName() throws IOException {
        link("round.jpg", root.resolve("round.jpg"));
        link("ping.jpg", root.resolve("pong.jpg"));
        link("pong.jpg", root.resolve("ping.jpg"));
        link("gone.jpg", elsewhere.resolve("gone"));
        link("gone", elsewhere.resolve("gone"));
        link("round", root.resolve("round"));
        Walked walked = Walked.of(root);
        assertThat(walked.images()).containsExactly("good.jpg");
        assertThat(walked.unusable())
                .isEqualTo(Map.of(
                        "round.jpg", "It is a link that leads back to itself.",
                        "ping.jpg", "It is a link that leads back to itself.",
                        "pong.jpg", "It is a link that leads back to itself.",
                        "gone.jpg", "It is a link to a file that does not exist."));
    }

    @Test
    void pipesAndSocketsAreReportedAndDoNotBlock() throws Exception {
        Process mkfifo;
        try {
            mkfifo = new ProcessBuilder(
                            "mkfifo",
                            root.resolve("pipe.jpg").toString(),
                            root.resolve("pipe").toString())
                    .start();
        } catch (IOException e) {
            abort("mkfifo is not there");
            return;
        }
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no pipes on this file system");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("s.png")));
            link("null.bmp", Path.of("/dev/null"));
            Walked walked = Walked.of(root);
            assertThat(walked.images()).containsExactly("good.jpg");
            assertThat(walked.unusable()).containsOnlyKeys("pipe.jpg", "s.png", "null.bmp");
            assertThat(walked.unusable().values()).allMatch(why -> why.contains("a pipe or a socket"));
        }
    }

    @Test
    void namesThatAreNoTextAreReportedOnceEach() throws Exception {
        // \377 and \376 are no UTF-8; the last file is called what the first is shown as.
        makeInShell("""
                : > "$(printf 'a\\377.jpg')"
                : > "$(printf 'a\\376.jpg')"
                : > "$(printf 'ignored\\377.txt')"
                mkdir "$(printf 'folder\\377')"
                : > "$(printf 'folder\\377')/x.jpg"
                : > "$(printf 'a\\357\\277\\275.jpg')"
                : > 'a%FF.jpg'
                """);
        Walked walked = Walked.of(root);
        assertThat(walked.images()).containsExactly("a%FF.jpg", "a\uFFFD.jpg", "good.jpg");
        assertThat(walked.unusable()).containsOnlyKeys("%00a%FF.jpg", "a%FE.jpg", "folder%FF");
        assertThat(walked.unusable().values()).allMatch(why -> why.contains("Rename it"));
    }

    private void makeInShell(String script) throws IOException, InterruptedException {
        Process shell;
        try {
            shell = new ProcessBuilder("sh", "-e", "-c", script)
                    .directory(root.toFile())
                    .start();
        } catch (IOException e) {
            abort("there is no shell");
            return;
        }
        assumeTrue(shell.waitFor(10, TimeUnit.SECONDS) && shell.exitValue() == 0, "this file system takes text only");
    }

    @Test
    void whatMayNotBeReadIsReported() throws Exception {
        Files.createDirectories(root.resolve("closed"));
        Files.writeString(root.resolve("closed/x.jpg"), "x");
        Files.createDirectories(root.resolve("listed/inner"));
        Files.writeString(root.resolve("listed/x.jpg"), "x");
        Files.createDirectories(root.resolve("through"));
        Files.writeString(root.resolve("through/x.jpg"), "x");
        Files.writeString(root.resolve("shut.jpg"), "x");
        link("closed link", root.resolve("closed"));
        List<Path> all = List.of(root.resolve("closed"), root.resolve("listed"), root.resolve("through"));
        try (OtherProcess other = OtherProcess.startBoundByPermissions(root, WalkProbe.class, root.toString())) {
            permissions("000", root.resolve("closed"), root.resolve("shut.jpg"));
            permissions("400", root.resolve("listed"));
            permissions("100", root.resolve("through"));
            assertThat(other.ask("walk"))
                    .isEqualTo("closed ! It cannot be opened: permission denied."
                            + " | closed link ! It cannot be opened: permission denied."
                            + " | good.jpg"
                            + " | listed/inner ! It cannot be opened: permission denied."
                            + " | listed/x.jpg ! It cannot be opened: permission denied."
                            + " | shut.jpg"
                            + " | through ! It cannot be opened: permission denied.");
        } finally {
            for (Path folder : all) {
                permissions("700", folder);
            }
        }
    }

    private static void permissions(String mode, Path... files) throws Exception {
        for (Path file : files) {
            Process chmod = new ProcessBuilder("chmod", mode, file.toString()).start();
            assertThat(chmod.waitFor()).isZero();
        }
    }

    @Test
    void foldersThatLieTooDeepForTheSystemAreReported() throws Exception {
        assumeTrue(Files.getFileStore(root).supportsFileAttributeView("unix"), "the limit is that of Linux");
        Path upper = chain(root.resolve("upper"), 12);
        Path lower = elsewhere.resolve("lower");
        Files.writeString(chain(lower, 12).resolve("x.jpg"), "x");
        Path joint = upper.resolve("joint");
        Files.move(lower, joint);
        try {
            Walked walked = Walked.of(root);
            assertThat(walked.images()).containsExactly("good.jpg");
            assertThat(walked.unusable()).hasSize(1);
            assertThat(walked.unusable().values()).allMatch(why -> why.contains("name too long") && why.length() < 100);
        } finally {
            Files.move(joint, lower);
        }
    }

    private static Path chain(Path top, int levels) throws IOException {
        Path deep = top;
        for (int i = 0; i < levels; i++) {
            deep = deep.resolve("d".repeat(200));
        }
        return Files.createDirectories(deep);
    }

    @Test
    void fileThatVanishesWhileItIsScannedIsReportedAndAFolderIsNot() throws IOException {
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("b.jpg"), "x");
        DatasetWalk walk = new DatasetWalk(root); // has listed the names
        Files.delete(root.resolve("a"));
        Files.delete(root.resolve("b.jpg"));
        assertThat(walk.next())
                .isEqualTo(new ScanEntry.Unusable(
                        new ImageItem(0, "b.jpg", 0), "It was deleted while the dataset was scanned."));
        assertThat(walk.next()).isInstanceOf(ScanEntry.Image.class);
        assertThat(walk.next()).isNull();
    }
}
