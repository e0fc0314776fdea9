package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LayoutIT {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib)");

    /** Libraries that unpack natives by themselves, and only where a user's file calls for them. */
    private static final Pattern CARRIES_ITS_OWN = Pattern.compile("(lz4-java|compress-lzf|javafx-graphics)-.*");

    @Test
    void holdsWhatAUserNeedsAndNothingElse() throws IOException {
        assertThat(Distribution.names("."))
                .containsExactlyInAnyOrder(
                        "CHANGELOG.md",
                        "LICENSE",
                        "README.md",
                        "THIRD-PARTY.txt",
                        "bin",
                        "conf",
                        "docs",
                        "lib",
                        "licenses",
                        "native");
        assertThat(Distribution.names("bin")).containsExactly("facet", "facet-agent", "facet-agent.bat", "facet.bat");
        assertThat(Distribution.names("conf"))
                .containsExactly("agent.vmoptions", "facet-desktop.vmoptions", "facet.vmoptions");
    }

    @Test
    void nothingThatTheBuildFillsInIsLeftOpen() throws IOException {
        for (String folder : List.of("bin", "conf")) {
            for (String name : Distribution.names(folder)) {
                assertThat(Distribution.FOLDER.resolve(folder).resolve(name))
                        .content()
                        .doesNotContain("%{")
                        .isNotBlank();
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void bothShellScriptsMayBeRun() {
        assertThat(Distribution.FOLDER.resolve("bin/facet")).isExecutable();
        assertThat(Distribution.FOLDER.resolve("bin/facet-agent")).isExecutable();
    }

    @Test
    void lineEndingsAreThoseOfTheSystemThatReadsThem() throws IOException {
        assertThat(Files.readString(Distribution.FOLDER.resolve("bin/facet"))).doesNotContain("\r");
        assertThat(Files.readString(Distribution.FOLDER.resolve("bin/facet.bat"))
                        .replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void everyJarIsThereOnceAndBringsNoNatives() throws IOException {
        Set<String> libraries = new HashSet<>();
        for (String name : Distribution.names("lib")) {
            // JavaFX comes as an empty jar and one of its platform.
            String library = name.startsWith("javafx-") ? name : name.replaceFirst("-\\d.*", "");
            assertThat(libraries.add(library)).as("%s is there once", library).isTrue();
            if (!CARRIES_ITS_OWN.matcher(name).matches()) {
                assertThat(nativesIn(Distribution.FOLDER.resolve("lib").resolve(name)))
                        .as("natives in %s", name)
                        .isEmpty();
            }
        }
        assertThat(libraries)
                .contains("facet-app", "facet-agent", "facet-models", "facet-protocol", "opencv", "openblas", "picocli")
                .anyMatch(library -> library.startsWith("onnxruntime"));
    }

    private static List<String> nativesIn(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName().toLowerCase(Locale.ROOT))
                    .filter(entry -> NATIVE.matcher(entry).matches())
                    .toList();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nativesAreThoseThatAreNeededOnLinuxAndNoOthers() throws IOException {
        List<String> expected = new ArrayList<>(List.of(
                "libgfortran.so",
                "libjnijavacpp.so",
                "libjniopencv_core.so",
                "libjniopencv_imgcodecs.so",
                "libjniopencv_imgproc.so",
                "libonnxruntime.so",
                "libonnxruntime4j_jni.so",
                "libopenblas.so",
                "libopencv_core.so.*",
                "libopencv_imgcodecs.so.*",
                "libopencv_imgproc.so.*",
                "libsqlitejdbc.so"));
        if (System.getProperty("os.arch").equals("amd64")) {
            expected.add("libquadmath.so");
        }
        if (Distribution.names("lib").stream().anyMatch(name -> name.startsWith("onnxruntime_gpu"))) {
            expected.add("libonnxruntime_providers_cuda.so");
            expected.add("libonnxruntime_providers_shared.so");
            expected.add("libonnxruntime_providers_tensorrt.so");
        }
        if (Distribution.names("lib").stream().anyMatch(name -> name.startsWith("javafx-graphics"))) {
            expected.addAll(List.of(
                    "libdecora_sse.so",
                    "libglass.so",
                    "libglassgtk3.so",
                    "libjavafx_font.so",
                    "libjavafx_font_freetype.so",
                    "libjavafx_font_pango.so",
                    "libjavafx_iio.so",
                    "libprism_common.so",
                    "libprism_es2.so",
                    "libprism_sw.so"));
        }
        assertThat(Distribution.names("native"))
                .map(name -> name.replaceFirst("(libopencv_.*\\.so)\\.\\d+", "$1.*"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyJarFromOthersIsInTheListOfLicences() throws IOException {
        String list = Files.readString(Distribution.FOLDER.resolve("THIRD-PARTY.txt"));
        for (String name : Distribution.names("lib")) {
            if (!name.startsWith("facet-")) {
                String library = name.replaceFirst("-\\d.*", "");
                assertThat(list).as("licence of %s", name).contains(":" + library + ":");
            }
        }
        assertThat(list).doesNotContain("Unknown license");
        assertThat(Distribution.FOLDER.resolve("licenses/onnxruntime/ThirdPartyNotices.txt"))
                .isNotEmptyFile();
    }

    @Test
    void sizesStayWithinWhatIsKnown() throws IOException {
        long jars = Distribution.size("lib");
        long natives = Distribution.size("native");
        System.out.printf("target/facet: lib %d MB, native %d MB%n", jars >> 20, natives >> 20);
        assertThat(jars).isBetween(20L << 20, 80L << 20);
        assertThat(natives).isBetween(30L << 20, 800L << 20);
    }
}
