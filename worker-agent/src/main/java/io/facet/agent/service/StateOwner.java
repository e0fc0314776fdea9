package io.facet.agent.service;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Gives what root wrote into a service's folder to the account that the folder belongs to. systemd does so itself, but
 * only where the folder is root's too: not after the service has run once.
 */
public final class StateOwner {
    private StateOwner() {}

    /** Goes through all of {@code home}; nothing happens where files have no such owners. */
    public static void adopt(Path home) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(home, PosixFileAttributeView.class);
        if (view == null || !Files.isDirectory(home)) {
            return;
        }
        PosixFileAttributes owner = view.readAttributes();
        // Through the link that systemd puts in the folder's place.
        Files.walkFileTree(home.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return give(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            private FileVisitResult give(Path path) throws IOException {
                PosixFileAttributeView its =
                        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                its.setOwner(owner.owner());
                its.setGroup(owner.group());
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
