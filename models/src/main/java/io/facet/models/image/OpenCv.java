package io.facet.models.image;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenCV's native libraries: core, imgproc and imgcodecs, loaded once per process on first use.
 *
 * <p>OpenCV starts no threads of its own (one image is one thread's work here) and logs nothing: what it has to say
 * about a broken image reaches the user as an {@link ImageException}. Thread-safe.
 */
public final class OpenCv {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCv.class);

    /**
     * {@code cv::utils::logging::setLogLevel} as GCC/Clang and as MSVC export it; the Java binding leaves it out, and
     * the variable OPENCV_LOG_LEVEL would have to be in the environment before this process starts.
     */
    private static final List<String> SET_LOG_LEVEL = List.of(
            "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE",
            "?setLogLevel@logging@utils@cv@@YA?AW4LogLevel@123@W44123@@Z");

    /** {@code cv::utils::logging::LOG_LEVEL_SILENT}. */
    private static final int SILENT = 0;

    private OpenCv() {}

    /**
     * Loads the libraries unless that is done already.
     *
     * @throws UnsatisfiedLinkError if they cannot be found or loaded
     */
    public static void load() {
        if (!Loaded.DONE) {
            throw new AssertionError();
        }
    }

    private static final class Loaded {
        static final boolean DONE = load();

        private static boolean load() {
            // JavaCPP refuses to allocate once the process holds four times the Java heap. Models and tensors lie
            // outside the heap here, images are bounded by ImageLimits, and every Mat is closed by its owner.
            defaultProperty("org.bytedeco.javacpp.maxBytes", "0");
            defaultProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            // First, because it alone heeds platform.preload: where the distribution names what OpenCV links against.
            Loader.load(Pointer.class);
            Loader.load(opencv_core.class);
            Loader.load(opencv_imgproc.class);
            Loader.load(opencv_imgcodecs.class);
            opencv_core.setNumThreads(0);
            silence();
            return true;
        }

        private static void defaultProperty(String name, String value) {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        }

        @SuppressWarnings("restricted")
        private static void silence() {
            Optional<MemorySegment> function = SET_LOG_LEVEL.stream()
                    .flatMap(name -> SymbolLookup.loaderLookup().find(name).stream())
                    .findFirst();
            if (function.isEmpty()) {
                LOG.debug("this OpenCV does not export setLogLevel; broken images will be mentioned on stderr");
                return;
            }
            FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            try {
                int before = (int) Linker.nativeLinker()
                        .downcallHandle(function.get(), type)
                        .invokeExact(SILENT);
                LOG.debug("OpenCV log level {} -> {}", before, SILENT);
            } catch (Throwable e) {
                throw new IllegalStateException("OpenCV's log level cannot be set", e);
            }
        }
    }
}
