@echo off
rem %{title}: finds Java %{java} or newer and runs it.
rem
rem   FACET_JAVA_HOME   the Java to use, before JAVA_HOME and all others
rem   FACET_OPTS        more options for it, such as -Xmx2g
rem
rem Paths stand in quotes and outside of bracketed blocks, and are never arguments of CALL, which would read percent
rem signs and carets in them again. Delayed expansion stays off: it would eat exclamation marks.

setlocal DisableDelayedExpansion EnableExtensions
for %%I in ("%~dp0..") do set "APP=%%~fI"
if "%APP:~-1%"=="\" set "APP=%APP:~0,-1%"

if not "%APP:;=%"=="%APP%" (
    >&2 echo %{program}: [installation] Java cannot run from a folder with a semicolon in its path: move it.
    exit /b 1
)

set "JAVA="
set "CANDIDATE=%APP%\runtime"
call :try
set "CANDIDATE=%FACET_JAVA_HOME%"
call :try
set "CANDIDATE=%JAVA_HOME%"
call :try
set "CANDIDATE="
for %%J in (java.exe) do set "CANDIDATE=%%~$PATH:J"
if defined CANDIDATE for %%H in ("%CANDIDATE%\..\..") do set "CANDIDATE=%%~fH"
call :try
for /d %%D in (
    "%ProgramFiles%\Java\*"
    "%ProgramFiles%\Eclipse Adoptium\*"
    "%ProgramFiles%\Microsoft\jdk-*"
    "%ProgramFiles%\Zulu\*"
    "%ProgramFiles%\Amazon Corretto\*"
    "%ProgramFiles%\BellSoft\*"
    "%ProgramFiles%\Semeru\*"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
    "%USERPROFILE%\.jdks\*"
) do (
    set "CANDIDATE=%%~D"
    call :try
)
if defined JAVA goto run
>&2 echo %{program}: [java-missing] Facet needs Java %{java} or newer and found none (looked in FACET_JAVA_HOME, JAVA_HOME, PATH and the usual folders). Install it from https://adoptium.net, or set JAVA_HOME.
exit /b 1

:run
rem A window, which facet opens without a command, wants more memory than a master.
set "OPTIONS=%{options}"
if "%{program}"=="facet" if "%~1"=="" set "OPTIONS=facet-desktop"
if "%{program}"=="facet" if /i "%~x1"==".facet" set "OPTIONS=facet-desktop"
if defined FACET_HOME set "LOGS=%FACET_HOME%\logs"
if not defined FACET_HOME set "LOGS=%LOCALAPPDATA%\Facet\logs"
rem OpenBLAS, which OpenCV brings along and Facet does not use, would start a thread per processor.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
"%JAVA%" "@%APP%\conf\%OPTIONS%.vmoptions" "-XX:ErrorFile=%LOGS%\crash-%%p.log" %FACET_OPTS% "-Dfacet.dist=%APP%" "-Dfacet.program=%APP%\bin\%{program}.bat" "-Djava.library.path=%APP%\native" "-Donnxruntime.native.path=%APP%\native" -cp "%APP%\lib\*" %{main} %*
exit /b %ERRORLEVEL%

rem Sets JAVA if none is set and the one in CANDIDATE is new enough, by the file that every Java since 9 carries.
:try
if defined JAVA exit /b 0
if not defined CANDIDATE exit /b 0
set "CANDIDATE=%CANDIDATE:"=%"
if not exist "%CANDIDATE%\bin\java.exe" exit /b 0
if not exist "%CANDIDATE%\release" exit /b 0
set "VERSION="
for /f "usebackq tokens=1,2 delims==" %%A in ("%CANDIDATE%\release") do if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
if not defined VERSION exit /b 0
for /f "tokens=1 delims=.-+_" %%V in ("%VERSION%") do set "VERSION=%%V"
if %VERSION% GEQ %{java} set "JAVA=%CANDIDATE%\bin\java.exe"
exit /b 0
